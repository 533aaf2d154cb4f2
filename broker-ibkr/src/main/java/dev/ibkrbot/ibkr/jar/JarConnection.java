package dev.ibkrbot.ibkr.jar;

import dev.ibkrbot.ibkr.session.Connector;
import dev.ibkrbot.ibkr.session.Threads;
import dev.ibkrbot.ibkr.wire.Decoder;
import dev.ibkrbot.ibkr.wire.Handshake;
import dev.ibkrbot.ibkr.wire.ProtocolException;
import dev.ibkrbot.ibkr.wire.ServerVersions;
import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One connection over the jar, with one thread of ours that connects and processes messages and the jar's that reads.
 * The session hears only the former, which holds no lock of the jar meanwhile: others that call back leave a message and
 * wake it. Thread-safe.
 */
final class JarConnection implements Connector.Connection {
    private static final String NO_COMMON_VERSION =
            "the gateway and TwsApi.jar have no version in common that is served";

    private final Session session;
    private final Connector.Endpoint endpoint;
    private final Connector.Receiver receiver;
    private final Socket socket = new Socket();
    private final Signal signal = new Signal();
    private final Decoder decoder = new Decoder(ServerVersions.NEWEST);
    private final Queue<byte[]> left = new ConcurrentLinkedQueue<>();
    /** The first reason counts. */
    private final CompletableFuture<Ended> ended = new CompletableFuture<>();

    private final AtomicLong ignored = new AtomicLong();
    private final Requests.Target target;
    private volatile Optional<Thread> processing = Optional.empty();
    private volatile boolean closing;
    private volatile Optional<LocalError> lastError = Optional.empty();

    /** What a connection is made of. */
    record Session(ClientShape client, Requests requests, Callbacks callbacks, int clientId, boolean dryRun) {}

    private record Ended(Connector.Ending ending, String detail) {}

    private JarConnection(Session session, Connector.Endpoint endpoint, Connector.Receiver receiver) {
        this.session = session;
        this.endpoint = endpoint;
        this.receiver = receiver;
        target = new Requests.Target(session.client().client(new Callee(), signal), session.dryRun());
    }

    static JarConnection open(Session session, Connector.Endpoint endpoint, Connector.Receiver receiver) {
        JarConnection connection = new JarConnection(session, endpoint, receiver);
        Threads.daemon("ibkr-jar").newThread(connection::run).start();
        return connection;
    }

    /** How many callbacks came that we have no use for. */
    long ignoredCallbacks() {
        return ignored.get();
    }

    private void run() {
        try {
            if (reach()) {
                receiver.opened();
                session.client().connect(target.client(), socket, session.clientId());
                greet();
            }
        } catch (ProtocolException e) {
            end(Connector.Ending.NOT_THE_PROTOCOL, reason(e));
        } catch (SocketException | EOFException e) {
            end(Connector.Ending.BY_PEER, reason(e));
        } catch (IOException | RuntimeException | LinkageError e) {
            gaveUp(e);
        } finally {
            end(Connector.Ending.BY_PEER, "the connection is closed" + said());
            close();
            disconnect();
            receiver.closed(ended.join().ending(), ended.join().detail());
        }
    }

    /** The jar throws whatever its decoding meets; unless it closed first, it could not read what came. */
    private void gaveUp(Throwable e) {
        if (isRefused()) {
            end(Connector.Ending.UNSUPPORTED, NO_COMMON_VERSION + said());
        } else if (!closing) {
            end(Connector.Ending.NOT_THE_PROTOCOL, "TwsApi.jar gave up: " + reason(e));
        }
    }

    private boolean isRefused() {
        return lastError.filter(LocalError::isAboutVersions).isPresent();
    }

    private String said() {
        return lastError.map(it -> " (TwsApi.jar: " + it.text() + ")").orElse("");
    }

    private boolean reach() {
        InetSocketAddress address = new InetSocketAddress(endpoint.host(), endpoint.port());
        if (address.isUnresolved()) {
            end(Connector.Ending.UNKNOWN_HOST, "no address is known for this name");
            return false;
        }
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.connect(address, Math.toIntExact(endpoint.timeout().toMillis()));
            return true;
        } catch (SocketTimeoutException e) {
            end(
                    Connector.Ending.TIMED_OUT,
                    "no answer within " + endpoint.timeout().toMillis() + " ms");
        } catch (IOException e) {
            end(Connector.Ending.REFUSED, reason(e));
        }
        return false;
    }

    private void greet() throws IOException {
        int version = session.client().serverVersion(target.client());
        if (isRefused() || (version > 0 && version < ServerVersions.OLDEST)) {
            end(Connector.Ending.UNSUPPORTED, NO_COMMON_VERSION + said());
        } else if (version > 0) {
            // The jar cannot ask a simulated gateway to move its time, so this side must not think that it can.
            String time = session.client().connectionTime(target.client()).replace("(led)", "(not led)");
            receiver.greeted(new Handshake.Greeting(
                    ServerVersions.NEWEST, time, "server version " + version + ", over TwsApi.jar"));
            processing = Optional.of(Thread.currentThread());
            Thread reader = session.client().reader(target.client(), signal);
            reader.setName("ibkr-jar-reader");
            reader.setDaemon(true);
            reader.setUncaughtExceptionHandler((thread, e) -> gaveUp(e));
            reader.start();
            process(reader);
        }
    }

    /** Until the reader has ended and everything it read was told. */
    private void process(Thread reader) throws IOException {
        for (boolean last = false; !last && !ended.isDone(); ) {
            last = closing || !reader.isAlive();
            session.client().process(reader);
            for (Optional<byte[]> next = next(); next.isPresent(); next = next()) {
                tell(next.get());
            }
            if (!last && !ended.isDone()) {
                signal.await();
            }
        }
    }

    private Optional<byte[]> next() {
        return Optional.ofNullable(left.poll());
    }

    private void tell(byte[] payload) {
        if (!ended.isDone()) {
            receiver.received(decoder.decode(payload, 0, payload.length));
        }
    }

    private void end(Connector.Ending ending, String detail) {
        ended.complete(new Ended(ending, detail));
    }

    private static String reason(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** The beginning of the protocol is the jar's own affair. */
    @Override
    public void write(byte[] bytes) throws IOException {
        if (!Handshake.isOffer(bytes)) {
            try {
                session.requests().send(target, bytes);
            } catch (LinkageError e) {
                throw new IOException("TwsApi.jar lacks a class: " + e, e);
            }
        }
    }

    /** Takes no lock of the jar, which may hold it while it writes or connects. */
    @Override
    public void close() {
        end(Connector.Ending.BY_PEER, "closed on our side");
        signal.end();
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no more use either way.
            ignored.incrementAndGet();
        }
    }

    private void disconnect() {
        try {
            session.client().disconnect(target.client());
        } catch (IOException | RuntimeException | LinkageError e) {
            // The socket is closed, and that is all that matters.
            ignored.incrementAndGet();
        }
    }

    /** Hears the jar, on any of its threads, and never throws into it. */
    private final class Callee implements InvocationHandler {
        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) {
            Object[] values = arguments == null ? new Object[0] : arguments;
            if (method.getDeclaringClass() == Object.class) {
                return ofObject(proxy, method.getName(), values);
            }
            try {
                hear(new Arguments(method.getName(), values));
            } catch (ProtocolException e) {
                fail(Connector.Ending.NOT_THE_PROTOCOL, reason(e));
            } catch (RuntimeException | LinkageError e) {
                fail(Connector.Ending.OUR_FAULT, method.getName() + ": " + e);
            }
            // All callbacks are void, so that nobody reads this.
            return proxy;
        }

        private Object ofObject(Object proxy, String name, Object[] values) {
            return switch (name) {
                case "equals" -> proxy == values[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "callee";
            };
        }

        private void hear(Arguments callback) {
            if (callback.name().equals("connectionClosed")) {
                closed();
            } else if (LocalError.isLocal(callback)) {
                lastError = Optional.of(LocalError.of(callback));
            } else {
                session.callbacks()
                        .of(callback.name(), callback.count())
                        .ifPresentOrElse(it -> deliver(it.of(callback)), ignored::incrementAndGet);
            }
        }

        /** While it connects, the jar would go on waiting for the greeting. */
        private void closed() {
            closing = true;
            if (processing.isPresent()) {
                signal.issue();
            } else {
                signal.end();
            }
        }

        private void deliver(Frame message) {
            byte[] payload = message.payload();
            if (processing.filter(it -> it == Thread.currentThread()).isPresent()) {
                tell(payload);
            } else {
                left.add(payload);
                signal.issue();
            }
        }

        private void fail(Connector.Ending ending, String detail) {
            end(ending, detail);
            close();
        }
    }
}
