package dev.ibkrbot.ibkr.jar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.ibkr.session.Connector;
import dev.ibkrbot.ibkr.wire.Handshake;
import dev.ibkrbot.ibkr.wire.Inbound;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A gateway whose every message a test says, and what a session over the stand-in hears of it. */
final class PlayedGateway implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final ServerSocket server;
    private final Heard heard = new Heard();
    private Socket peer = new Socket();

    PlayedGateway() {
        try {
            server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the session is told, in order. */
    private static final class Heard implements Connector.Receiver {
        private final BlockingQueue<Object> all = new LinkedBlockingQueue<>();

        @Override
        public void opened() {
            all.add("opened");
        }

        @Override
        public void greeted(Handshake.Greeting greeting) {
            all.add(greeting.told());
        }

        @Override
        public void received(Inbound message) {
            all.add(message);
        }

        @Override
        public void closed(Connector.Ending ending, String detail) {
            all.add(ending);
            all.add(detail);
        }
    }

    /** What the session hears next. */
    Object next() throws InterruptedException {
        Object next = heard.all.poll(LONGEST.toSeconds(), TimeUnit.SECONDS);
        assertThat(next).as("nothing is told").isNotNull();
        return next;
    }

    /** Begins to connect, whether or not somebody listens. */
    Connector.Connection ask(int clientVersion, boolean dryRun) {
        return TwsApi.load(List.of(StandIn.of(clientVersion)))
                .connector(7, dryRun)
                .connect(new Connector.Endpoint("127.0.0.1", server.getLocalPort(), LONGEST, 200), heard);
    }

    /** Connected, and nothing was said yet. */
    Connector.Connection connect(int clientVersion, boolean dryRun) throws Exception {
        Connector.Connection connection = ask(clientVersion, dryRun);
        peer = server.accept();
        assertThat(next()).isEqualTo("opened");
        return connection;
    }

    /** After the handshake, at the stand-in's own version. */
    Connector.Connection greeted(int clientVersion, boolean dryRun) throws Exception {
        Connector.Connection connection = connect(clientVersion, dryRun);
        say(clientVersion + "|20261118 10:30:00 EST");
        assertThat(next()).isEqualTo("server version " + clientVersion + ", over TwsApi.jar");
        return connection;
    }

    /** Sends one message; bars stand for the ends of its fields. */
    void say(String fields) throws IOException {
        byte[] payload = (fields + "|").replace('|', '\0').getBytes(StandardCharsets.US_ASCII);
        peer.getOutputStream()
                .write(ByteBuffer.allocate(4 + payload.length)
                        .putInt(payload.length)
                        .put(payload)
                        .array());
    }

    /** So many messages that arrive after the handshake and the login. */
    List<String> arrived(int count) throws IOException {
        DataInputStream in = new DataInputStream(peer.getInputStream());
        in.skipNBytes(4);
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < count + 2; i++) {
            messages.add(new String(in.readNBytes(in.readInt()), StandardCharsets.US_ASCII).replace('\0', '|'));
        }
        return messages.subList(2, messages.size());
    }

    void hangUp() throws IOException {
        peer.close();
    }

    @Override
    public void close() {
        try {
            peer.close();
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
