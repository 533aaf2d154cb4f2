package dev.ibkrbot.ibkr.session;

import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.ibkr.wire.Decoder;
import dev.ibkrbot.ibkr.wire.FrameReader;
import dev.ibkrbot.ibkr.wire.Handshake;
import dev.ibkrbot.ibkr.wire.ProtocolException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Connects over TCP, with one reading thread for each connection that ends with it. Thread-safe. */
public final class SocketConnector implements Connector {
    @Override
    public Connection connect(Endpoint endpoint, Receiver receiver) {
        SocketConnection connection = new SocketConnection(receiver);
        Threads.daemon("ibkr-reader").newThread(() -> connection.run(endpoint)).start();
        return connection;
    }

    private static final class SocketConnection implements Connection {
        private final Socket socket = new Socket();
        private final Receiver receiver;
        private final AtomicBoolean told = new AtomicBoolean();

        private SocketConnection(Receiver receiver) {
            this.receiver = receiver;
        }

        private void run(Endpoint endpoint) {
            try {
                if (open(endpoint)) {
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
            InetSocketAddress address = new InetSocketAddress(endpoint.host(), endpoint.port());
            if (address.isUnresolved()) {
                end(Ending.UNKNOWN_HOST, "no address is known for this name");
                return false;
            }
            try {
                socket.setTcpNoDelay(true);
                socket.setKeepAlive(true);
                socket.connect(address, Math.toIntExact(endpoint.timeout().toMillis()));
                return true;
            } catch (SocketTimeoutException e) {
                end(Ending.TIMED_OUT, "no answer within " + endpoint.timeout().toMillis() + " ms");
            } catch (IOException e) {
                end(Ending.REFUSED, reason(e));
            }
            return false;
        }

        private void read(int ceiling) throws IOException {
            FrameReader frames = new FrameReader(socket.getInputStream(), FrameReader.DEFAULT_LIMIT);
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
        public void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                end(Ending.BY_PEER, reason(e));
            }
        }
    }
}
