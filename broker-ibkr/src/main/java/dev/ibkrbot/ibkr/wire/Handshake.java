package dev.ibkrbot.ibkr.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The two steps before messages: our offer, and the gateway's greeting. Stateless. */
public final class Handshake {
    private static final byte[] MARK = {'A', 'P', 'I', 0};

    private Handshake() {}

    /**
     * What the gateway says first.
     *
     * @param serverVersion negotiated, {@link ServerVersions#OLDEST} to the ceiling offered
     * @param connectionTime opaque: its zone is a localized name of the gateway's host
     * @param told for people: the version, and over what if not over our socket
     */
    public record Greeting(int serverVersion, String connectionTime, String told) {
        public Greeting(int serverVersion, String connectionTime) {
            this(serverVersion, connectionTime, "server version " + serverVersion);
        }
    }

    /** Whether these bytes open a connection. */
    public static boolean isOffer(byte[] bytes) {
        return Arrays.equals(bytes, 0, Math.min(MARK.length, bytes.length), MARK, 0, MARK.length);
    }

    /**
     * The bytes that open a connection.
     *
     * @param ceiling newest version wanted, {@link ServerVersions#OLDEST} to {@link ServerVersions#NEWEST}
     */
    public static byte[] offer(int ceiling) {
        ServerVersions.require(ceiling);
        String range = "v" + ServerVersions.OFFERED_FROM + ".." + ceiling;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(MARK);
        out.writeBytes(FieldWriter.framed(range.getBytes(StandardCharsets.US_ASCII)));
        return out.toByteArray();
    }

    /**
     * Reads the payload of the first frame. Throws {@link ProtocolException} for anything else than two fields, for
     * a version outside what was offered, and for a redirect, which is never followed.
     */
    static Greeting greeting(FieldReader in, int ceiling) {
        int version = in.readInt();
        String time = in.readText();
        if (version == -1) {
            throw ProtocolException.unsupported("the gateway redirects to another host, which is not followed");
        }
        if (version < ServerVersions.OLDEST || version > ceiling) {
            throw ProtocolException.unsupported("the gateway speaks version " + version + ", wanted are "
                    + ServerVersions.OLDEST + " to " + ceiling);
        }
        return new Greeting(version, time);
    }
}
