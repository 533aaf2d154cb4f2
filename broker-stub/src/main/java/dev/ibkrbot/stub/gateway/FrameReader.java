package dev.ibkrbot.stub.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a client's bytes apart: the greeting, then frames. Lengths are checked before anything is read. Confined to the
 * thread that reads the connection.
 */
final class FrameReader {
    /** No request is longer; a gateway would take 16 MB. */
    static final int LONGEST_REQUEST = 128 * 1024;

    private static final int LONGEST_GREETING = 256;
    private static final Pattern VERSIONS = Pattern.compile("v(\\d{1,5})(?:\\.\\.(\\d{1,5}))?(?: .*)?", Pattern.DOTALL);
    private static final byte[] PREFIX = {'A', 'P', 'I', 0};

    private final InputStream in;
    private final byte[] buffer = new byte[LONGEST_REQUEST];
    private final byte[] prefix = new byte[4];

    FrameReader(InputStream in) {
        this.in = in;
    }

    /** The client versions offered, both inclusive. */
    record Versions(int lowest, int highest) {}

    /** The greeting; absent when the client leaves before it is complete. */
    Optional<Versions> greeting() throws IOException {
        for (byte expected : PREFIX) {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            if ((byte) next != expected) {
                throw new ProtocolViolation("no API greeting");
            }
        }
        OptionalInt length = length(LONGEST_GREETING);
        if (length.isEmpty() || !fill(buffer, length.getAsInt())) {
            return Optional.empty();
        }
        String text = new String(buffer, 0, length.getAsInt(), StandardCharsets.ISO_8859_1);
        Matcher matcher = VERSIONS.matcher(text);
        if (!matcher.matches()) {
            throw new ProtocolViolation("a greeting without versions");
        }
        int lowest = Integer.parseInt(matcher.group(1));
        int highest = matcher.group(2) == null ? lowest : Integer.parseInt(matcher.group(2));
        return Optional.of(new Versions(lowest, highest));
    }

    /** The next request, valid until the next call; absent at the end of the stream, also inside a frame. */
    Optional<Fields> next() throws IOException {
        OptionalInt length = length(LONGEST_REQUEST);
        if (length.isEmpty() || !fill(buffer, length.getAsInt())) {
            return Optional.empty();
        }
        return Optional.of(new Fields(buffer, length.getAsInt()));
    }

    private OptionalInt length(int most) throws IOException {
        if (!fill(prefix, prefix.length)) {
            return OptionalInt.empty();
        }
        long length = 0;
        for (byte part : prefix) {
            length = length << 8 | part & 0xFF;
        }
        if (length == 0 || length > most) {
            throw new ProtocolViolation("a frame of " + length + " bytes");
        }
        return OptionalInt.of((int) length);
    }

    private boolean fill(byte[] into, int count) throws IOException {
        return in.readNBytes(into, 0, count) == count;
    }
}
