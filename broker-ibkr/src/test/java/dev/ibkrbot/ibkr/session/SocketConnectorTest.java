package dev.ibkrbot.ibkr.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.ibkr.wire.Handshake;
import dev.ibkrbot.ibkr.wire.Inbound;
import dev.ibkrbot.ibkr.wire.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over real sockets of this machine, which answers on every address of 127.0.0.0/8 and on ::1. */
class SocketConnectorTest {
    private final LinkedBlockingDeque<String> heard = new LinkedBlockingDeque<>();

    private static InetAddress address(int last) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    private Connector.Connection connect(SocketConnector connector, int port) {
        return connector.connect(
                new Connector.Endpoint("gateway.example", port, Duration.ofSeconds(5), 193), new Ears());
    }

    private String next() throws InterruptedException {
        return String.valueOf(heard.poll(10, TimeUnit.SECONDS));
    }

    @Test
    @Tag("C19")
    void looksTheHostUpForEachConnectionAndFollowsItsNewAddress() throws Exception {
        Deque<InetAddress> known = new ConcurrentLinkedDeque<>();
        SocketConnector connector = new SocketConnector(host -> {
            assertThat(host).isEqualTo("gateway.example");
            if (known.isEmpty()) {
                throw new UnknownHostException(host);
            }
            return new InetAddress[] {known.remove()};
        });
        try (ServerSocket server = new ServerSocket(0, 5, address(2))) {
            connect(connector, server.getLocalPort());
            assertThat(next()).isEqualTo("closed UNKNOWN_HOST");
            known.add(address(3));
            connect(connector, server.getLocalPort());
            assertThat(next()).isEqualTo("closed REFUSED");
            known.add(address(2));
            Connector.Connection connection = connect(connector, server.getLocalPort());
            assertThat(next()).isEqualTo("opened");
            connection.close();
        }
    }

    @Test
    @Tag("C19")
    void triesEveryAddressOfTheHost() throws Exception {
        SocketConnector connector =
                new SocketConnector(host -> new InetAddress[] {InetAddress.getByName("::1"), address(3), address(2)});
        try (ServerSocket server = new ServerSocket(0, 5, address(2))) {
            Connector.Connection connection = connect(connector, server.getLocalPort());
            assertThat(next()).isEqualTo("opened");
            connection.close();
        }
    }

    /** What may listen at a port that is none of a gateway's: bytes of a prefix, then text with a slash for NUL. */
    @ParameterizedTest
    @CsvSource({
        "a redirect to another host, 0 0 0 16, -1/evil.example/, UNSUPPORTED",
        "a web server, '', HTTP/1.1 400 Bad Request, NOT_THE_PROTOCOL",
        "a TLS server, 21 3 1 0 2 2 40, '', NOT_THE_PROTOCOL",
        "empty frames, 0 0 0 0 0 0 0 0, '', NOT_THE_PROTOCOL",
        "a negative length, 255 255 255 255, '', NOT_THE_PROTOCOL",
        "a length of two gigabytes, 127 255 255 255, '', NOT_THE_PROTOCOL",
        "half a prefix, 0 0, '', BY_PEER",
        "a prefix and no more, 0 0 0 9, '', BY_PEER",
        "nothing at all, '', '', BY_PEER",
    })
    void endsInATypedWayWhateverListens(String what, String prefix, String text, String ending) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, address(1))) {
            Connector.Connection connection =
                    connect(new SocketConnector(host -> new InetAddress[] {address(1)}), server.getLocalPort());
            try (Socket peer = server.accept()) {
                peer.getOutputStream().write(bytes(prefix, text));
            }
            assertThat(next()).isEqualTo("opened");
            assertThat(next()).as(what).isEqualTo("closed " + ending);
            connection.close();
        }
    }

    @Test
    @Tag("C08")
    void hearsTheSameHoweverTheStreamIsCut() throws Exception {
        List<byte[]> frames = new ArrayList<>(List.of(frame("193\00020261118 10:30:00 EST\0")));
        Samples.all(193).values().forEach(fields -> frames.add(frame(String.join("\0", fields) + '\0')));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        frames.forEach(all::writeBytes);
        List<String> whole = heardOf(all.toByteArray(), Integer.MAX_VALUE);
        assertThat(whole).hasSize(frames.size() + 2).contains("greeted").endsWith("closed BY_PEER");
        assertThat(heardOf(all.toByteArray(), 1)).isEqualTo(whole);
        assertThat(heardOf(all.toByteArray(), 7)).isEqualTo(whole);
    }

    private List<String> heardOf(byte[] bytes, int slice) throws Exception {
        SocketConnector connector = new SocketConnector(host -> new InetAddress[] {address(1)});
        try (ServerSocket server = new ServerSocket(0, 5, address(1))) {
            connect(connector, server.getLocalPort());
            try (Socket peer = server.accept()) {
                peer.setTcpNoDelay(true);
                for (int from = 0; from < bytes.length; from += Math.min(slice, bytes.length)) {
                    peer.getOutputStream().write(bytes, from, Math.min(slice, bytes.length - from));
                }
            }
        }
        List<String> all = new ArrayList<>();
        while (all.isEmpty() || !all.get(all.size() - 1).startsWith("closed")) {
            all.add(next());
        }
        return all;
    }

    private static byte[] frame(String payload) {
        byte[] text = payload.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(4 + text.length)
                .putInt(text.length)
                .put(text)
                .array();
    }

    private static byte[] bytes(String prefix, String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!prefix.isEmpty()) {
            Arrays.stream(prefix.split(" ")).mapToInt(Integer::parseInt).forEach(out::write);
        }
        out.write(text.replace('/', '\0').getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private final class Ears implements Connector.Receiver {
        @Override
        public void opened() {
            heard.add("opened");
        }

        @Override
        public void greeted(Handshake.Greeting greeting) {
            heard.add("greeted");
        }

        @Override
        public void received(Inbound message) {
            heard.add("received " + message);
        }

        @Override
        public void closed(Connector.Ending ending, String detail) {
            heard.add("closed " + ending);
        }
    }
}
