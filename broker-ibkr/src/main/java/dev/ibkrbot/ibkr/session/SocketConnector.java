package dev.ibkrbot.ibkr.session;

import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.ibkr.wire.Decoder;
import dev.ibkrbot.ibkr.wire.FrameReader;
import dev.ibkrbot.ibkr.wire.Handshake;
import dev.ibkrbot.ibkr.wire.ProtocolException;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Connects over TCP, with one reading thread for each connection that ends with it. The host is looked up for each
 * connection, and each of its addresses is tried in turn. Thread-safe.
 */
public final class SocketConnector implements Connector {
    private final Resolver resolver;

    public SocketConnector() {
        this(InetAddress::getAllByName);
    }

    SocketConnector(Resolver resolver) {
        this.resolver = resolver;
    }

    /** Looks a host up. */
    @FunctionalInterface
    interface Resolver {
        /** At least one address. {@link UnknownHostException} when there is none. */
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    @Override
    public Connection connect(Endpoint endpoint, Receiver receiver) {
        SocketConnection connection = new SocketConnection(receiver, resolver);
        Threads.daemon("ibkr-reader").newThread(() -> connection.run(endpoint)).start();
        return connection;
    }

    private static final class SocketConnection implements Prompt {
        private final Receiver receiver;
        private final Resolver resolver;
        private final AtomicBoolean told = new AtomicBoolean();
        private Socket socket = new Socket();
        private Optional<PromptSocket> prompt = Optional.empty();
        private boolean closed;

        private SocketConnection(Receiver receiver, Resolver resolver) {
            this.receiver = receiver;
            this.resolver = resolver;
        }

        private void run(Endpoint endpoint) {
            try {
                if (open(endpoint)) {
                    becomePrompt();
                    receiver.opened();
                    read(endpoint.ceiling());
                }
            } catch (ProtocolException e) {
                boolean unsupported = e.recovery() == Recovery.FIX_CONFIGURATION;
                end(unsupported ? Ending.UNSUPPORTED : Ending.NOT_THE_PROTOCOL, reason(e));
            } catch (IOException e) {
                end(Ending.BY_PEER, reason(e));
            } catch (RuntimeException e) {
                // The top of this thread: a fault of ours ends the session visibly instead of the thread silently.
                end(Ending.OUR_FAULT, e.toString());
            } finally {
                close();
                end(Ending.OUR_FAULT, "the reading thread ended");
            }
        }

        private boolean open(Endpoint endpoint) {
            InetAddress[] addresses;
            try {
                addresses = resolver.resolve(endpoint.host());
            } catch (UnknownHostException e) {
                end(Ending.UNKNOWN_HOST, "no address is known for this name");
                return false;
            }
            int millis = Math.toIntExact(endpoint.timeout().toMillis() / addresses.length);
            Ending ending = Ending.REFUSED;
            String detail = "it has no address";
            for (InetAddress address : addresses) {
                try {
                    connect(fresh(), new InetSocketAddress(address, endpoint.port()), millis);
                    return true;
                } catch (SocketTimeoutException e) {
                    ending = Ending.TIMED_OUT;
                    detail = "no answer within " + millis + " ms";
                } catch (IOException e) {
                    ending = Ending.REFUSED;
                    detail = reason(e);
                }
            }
            end(ending, detail);
            return false;
        }

        private static void connect(Socket socket, InetSocketAddress address, int millis) throws IOException {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.connect(address, Math.max(1, millis));
        }

        /** A socket that failed once cannot be used again. */
        private synchronized Socket fresh() throws IOException {
            socket.close();
            socket = SocketChannel.open().socket();
            if (closed) {
                socket.close();
            }
            return socket;
        }

        /** From now on nothing but what does not fit has to wait. */
        private synchronized void becomePrompt() throws IOException {
            prompt = Optional.of(new PromptSocket(socket.getChannel()));
        }

        private synchronized PromptSocket prompt() throws IOException {
            return prompt.orElseThrow(() -> new IOException("nothing is open yet"));
        }

        private void read(int ceiling) throws IOException {
            FrameReader frames = new FrameReader(prompt().input(), FrameReader.DEFAULT_LIMIT);
            if (frames.advance()) {
                Handshake.Greeting greeting = frames.greeting(ceiling);
                Decoder decoder = new Decoder(greeting.serverVersion());
                receiver.greeted(greeting);
                while (frames.advance()) {
                    receiver.received(frames.message(decoder));
                }
            }
            end(Ending.BY_PEER, "the peer closed the connection");
        }

        private void end(Ending ending, String detail) {
            if (told.compareAndSet(false, true)) {
                receiver.closed(ending, detail);
            }
        }

        private static String reason(Exception e) {
            return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        }

        @Override
        public int offer(byte[] bytes) throws IOException {
            return prompt().offer(bytes);
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            prompt().write(bytes);
        }

        @Override
        public void close() {
            try {
                Closeable last;
                synchronized (this) {
                    closed = true;
                    last = prompt.isPresent() ? prompt.get() : socket;
                }
                last.close();
            } catch (IOException e) {
                end(Ending.BY_PEER, reason(e));
            }
        }
    }
}
