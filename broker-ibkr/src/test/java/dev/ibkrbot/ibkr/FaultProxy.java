package dev.ibkrbot.ibkr;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a broker and a gateway on loopback and does to their connections what networks do. Thread-safe. */
final class FaultProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();

    FaultProxy(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("proxy-accept", this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Pair pair = new Pair(server.accept(), new Socket(InetAddress.getLoopbackAddress(), target));
                pairs.add(pair);
                start("proxy-up", () -> pair.pump(pair.client, pair.gateway, new AtomicInteger(Integer.MAX_VALUE)));
                start("proxy-down", () -> pair.pump(pair.gateway, pair.client, pair.left));
            } catch (IOException e) {
                // The test is over, or the gateway is.
            }
        }
    }

    /** Ends every connection with a reset. */
    void reset() {
        pairs.forEach(Pair::reset);
    }

    /** Lets so many bytes more come from the gateway, then ends the connection. */
    void cutAfter(int bytes) {
        pairs.forEach(it -> it.left.set(bytes));
    }

    /** Carries nothing any more and says nothing about it. */
    void swallow() {
        pairs.forEach(it -> it.swallows = true);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reset();
    }

    private final class Pair {
        private final Socket client;
        private final Socket gateway;
        private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
        private volatile boolean swallows;

        private Pair(Socket client, Socket gateway) {
            this.client = client;
            this.gateway = gateway;
        }

        private void pump(Socket from, Socket to, AtomicInteger allowed) {
            byte[] buffer = new byte[8192];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    int carried = Math.min(count, allowed.get());
                    if (!swallows) {
                        out.write(buffer, 0, carried);
                    }
                    if (carried < count) {
                        return;
                    }
                    allowed.addAndGet(allowed.get() == Integer.MAX_VALUE ? 0 : -carried);
                }
            } catch (IOException e) {
                // One end is gone, and with it the other.
            } finally {
                pairs.remove(this);
            }
        }

        private void reset() {
            try {
                client.setSoLinger(true, 0);
                client.close();
                gateway.close();
            } catch (IOException e) {
                // Gone already.
            }
        }
    }
}
