package dev.ibkrbot.benchmarks.wire;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The least of a gateway that both clients take for one: it opens a session, says the next order id and the time, and
 * once {@link Recording#LINES} subscriptions are there sends the recorded ticks again and again, with a notice before
 * each round and after the last. Thread-safe; whoever opens it closes it.
 */
final class LoopbackGateway implements AutoCloseable {
    /** Rounds of a flood that nobody measures, and those after them. */
    static final int WARM_UP_ROUNDS = 4;

    static final int MEASURED_ROUNDS = 5;

    /** The notice between rounds: a farm is well. */
    static final int MARK = 2104;

    private static final int LONGEST = 1 << 16;

    private final ServerSocket server;
    private final byte[] ticks;

    LoopbackGateway(byte[] ticks) throws IOException {
        this.ticks = ticks;
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "gateway");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.setTcpNoDelay(true);
                new Session(socket).serve();
            } catch (IOException e) {
                // The client has left, or the server was closed; each ends one measurement.
            }
        }
    }

    private final class Session {
        private final DataInputStream in;
        private final OutputStream out;
        private int subscriptions;

        private Session(Socket socket) throws IOException {
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            out = socket.getOutputStream();
        }

        private void serve() throws IOException {
            in.readFully(new byte[4]); // API and a NUL
            in.readFully(new byte[length()]);
            send(Integer.toString(Recording.SERVER_VERSION), "20261121 10:00:00 Simulated Time (led)");
            while (true) {
                byte[] request = new byte[length()];
                in.readFully(request);
                answer(new String(request, StandardCharsets.US_ASCII).split("\0", -1));
            }
        }

        private int length() throws IOException {
            int length = in.readInt();
            if (length < 1 || length > LONGEST) {
                throw new EOFException("a request of " + length + " bytes");
            }
            return length;
        }

        private void answer(String[] fields) throws IOException {
            switch (fields[0]) {
                case "71" -> {
                    send("15", "1", "DU1234567");
                    send("9", "1", "1");
                }
                case "8" -> send("9", "1", "1");
                case "49" -> send("49", "1", "1763000000");
                case "1" -> subscribe();
                default -> {
                    // Whatever else a client says needs no answer here.
                }
            }
        }

        private void subscribe() throws IOException {
            subscriptions++;
            if (subscriptions < Recording.LINES) {
                return;
            }
            for (int round = 0; round < WARM_UP_ROUNDS + MEASURED_ROUNDS; round++) {
                mark(round);
                out.write(ticks);
            }
            mark(WARM_UP_ROUNDS + MEASURED_ROUNDS);
        }

        private void mark(int round) throws IOException {
            send("4", "2", "-1", Integer.toString(MARK), Integer.toString(round), "");
        }

        /** In one packet. */
        private void send(String... fields) throws IOException {
            out.write(Recording.frame(String.join("\0", fields) + "\0"));
        }
    }
}
