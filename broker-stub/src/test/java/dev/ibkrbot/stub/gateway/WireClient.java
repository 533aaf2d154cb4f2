package dev.ibkrbot.stub.gateway;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A client of bytes: what it sends and gets are the fields of a message, each followed by a bar where the wire has a NUL.
 * It knows no message of the protocol. Confined to one thread.
 */
final class WireClient implements AutoCloseable {
    private static final int DEADLINE_MILLIS = 20_000;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    WireClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(DEADLINE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** Greets, starts, and reads up to the last farm notice. */
    static WireClient ready(int port, int version, int clientId) throws IOException {
        WireClient client = new WireClient(port);
        client.greet("v100.." + version);
        client.receive();
        client.send("71|2|" + clientId + "||");
        client.receiveUntil(text -> text.contains("|2158|"));
        return client;
    }

    void greet(String versions) throws IOException {
        byte[] text = versions.getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {'A', 'P', 'I', 0, 0, 0, 0, (byte) text.length});
        bytes.writeBytes(text);
        raw(bytes.toByteArray());
    }

    void raw(byte... bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    void send(String... messages) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String message : messages) {
            bytes.writeBytes(frame(message));
        }
        raw(bytes.toByteArray());
    }

    static byte[] frame(String message) {
        byte[] payload = message.replace('|', '\0').getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes.write(payload.length >>> shift);
        }
        bytes.writeBytes(payload);
        return bytes.toByteArray();
    }

    /** The next message. */
    String receive() throws IOException {
        byte[] payload = new byte[in.readInt()];
        in.readFully(payload);
        return new String(payload, StandardCharsets.US_ASCII).replace('\0', '|');
    }

    List<String> receive(int count) throws IOException {
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(receive());
        }
        return messages;
    }

    /** Messages up to and including the first that fits. */
    List<String> receiveUntil(Predicate<String> last) throws IOException {
        List<String> messages = new ArrayList<>();
        do {
            messages.add(receive());
        } while (!last.test(messages.get(messages.size() - 1)));
        return messages;
    }

    /** What had been sent when the server answers a question about the time that was asked now. */
    List<String> receiveAll() throws IOException {
        send("17|1|");
        List<String> messages = receiveUntil(text -> text.startsWith("15|"));
        return messages.subList(0, messages.size() - 1);
    }

    /** Every byte up to the end of the connection. */
    byte[] rest() throws IOException {
        try {
            return in.readAllBytes();
        } catch (java.net.SocketException e) {
            return new byte[0];
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
