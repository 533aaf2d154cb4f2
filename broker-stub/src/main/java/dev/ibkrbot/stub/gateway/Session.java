package dev.ibkrbot.stub.gateway;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * One connection: its own thread reads and takes the gateway's lock for each request, another writes what waits. Fields
 * are confined to the gateway's lock once the client has started.
 */
final class Session implements Client {
    private static final int BUFFER = 64 * 1024;
    private static final int GREETING_MILLIS = 60_000;
    private static final int FAREWELL_MILLIS = 1_000;
    private static final int START_API = 71;

    private final Gateway gateway;
    private final Socket socket;
    private final long number;
    private final Outbox outbox = new Outbox();
    private final CountDownLatch ended = new CountDownLatch(1);
    private Faults.Treatment treatment = new Faults.Treatment("normal", -1);
    private int version = ProtocolVersions.LOWEST;
    private int id = -1;
    private int marketDataType = 1;
    private boolean started;
    /** For the pacing rule: the requests of the second that is on. */
    final RequestRate rate;

    Session(Gateway gateway, Socket socket, long number, RequestRate rate) {
        this.gateway = gateway;
        this.socket = socket;
        this.number = number;
        this.rate = rate;
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public int marketDataType() {
        return marketDataType;
    }

    void marketDataType(int type) {
        marketDataType = type;
    }

    @Override
    public void send(Message message) {
        outbox.add(message.frame());
    }

    @Override
    public void error(int about, int code, String text) {
        send(gateway.error(this, about, code, text));
    }

    void dropHalfAbove(long bytes) {
        outbox.dropHalfAbove(bytes);
    }

    /** Writes what waits, then closes. */
    void end() {
        ended.countDown();
        outbox.end();
    }

    /** Closes at once. */
    void cut() {
        try {
            socket.close();
        } catch (IOException e) {
            gateway.log("connection " + number + " could not be closed: " + e.getMessage());
        }
    }

    /** The reading thread, from the greeting to the end. */
    void read() {
        try {
            serve();
        } catch (ProtocolViolation e) {
            gateway.log("connection " + number + " is ended: " + e.getMessage());
        } catch (IOException e) {
            gateway.log("connection " + number + " is lost: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            gateway.log("connection " + number + " is ended by a fault of the simulator: " + e);
        } finally {
            gateway.leave(this, started);
            outbox.end();
        }
    }

    private void serve() throws IOException, InterruptedException {
        treatment = gateway.treatment(number);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(GREETING_MILLIS);
        InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        switch (treatment.mode()) {
            case "close" -> {
                return;
            }
            case "silent" -> {
                socket.setSoTimeout(0);
                in.transferTo(OutputStream.nullOutputStream());
                return;
            }
            case "cut" -> outbox.cutAfter(treatment.bytes());
            case "cut-in" -> in = new BoundedInput(in, treatment.bytes());
            case "deaf" -> in = new BoundedInput(in, treatment.bytes());
            default -> {
                // The greeting follows.
            }
        }
        FrameReader reader = new FrameReader(in);
        Optional<FrameReader.Versions> versions = reader.greeting();
        if (versions.isEmpty()) {
            return;
        }
        version = gateway.negotiate(versions.get());
        gateway.greet(this);
        if (start(reader)) {
            socket.setSoTimeout(0);
            Optional<Fields> next = reader.next();
            while (next.isPresent() && gateway.handle(this, next.get())) {
                next = reader.next();
            }
            if (treatment.mode().equals("deaf") && next.isEmpty()) {
                ended.await(); // reads no more, and does not even notice that the client goes
            }
        }
    }

    private boolean start(FrameReader reader) throws IOException {
        Optional<Fields> first = reader.next();
        if (first.isEmpty()) {
            return false;
        }
        Fields in = first.get();
        if (in.integer() != START_API) {
            throw new ProtocolViolation("a request before startApi");
        }
        in.skip(1);
        id = in.integer();
        switch (treatment.mode()) {
            case "handshake-only" -> {
                drain(reader, 0);
                return false;
            }
            case "client-id-in-use" -> {
                refuse(reader);
                return false;
            }
            default -> {
                started = gateway.join(this, treatment.mode());
                if (!started) {
                    refuse(reader);
                }
                return started;
            }
        }
    }

    /** The error, then the end: a little later, because clients lose what is sent just before it. */
    private void refuse(FrameReader reader) throws IOException {
        error(-1, 326, "Unable to connect as the client id is already in use. Retry with a unique client id.");
        drain(reader, FAREWELL_MILLIS);
    }

    private void drain(FrameReader reader, int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            while (reader.next().isPresent()) {
                continue;
            }
        } catch (SocketTimeoutException e) {
            return;
        }
    }

    /** The writing thread. */
    void write() {
        try (Socket closing = socket) {
            OutputStream out = new BufferedOutputStream(closing.getOutputStream(), BUFFER);
            outbox.writeTo(out);
        } catch (IOException e) {
            outbox.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
