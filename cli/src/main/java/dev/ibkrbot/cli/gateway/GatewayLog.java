package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.stub.gateway.TwsGatewaySimulator;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Requests and connections of a simulated gateway, one line each, in the order they happened. Takes lines on any
 * thread; {@link #printNew} is confined to the main thread.
 */
public final class GatewayLog {
    private final Queue<String> connections = new ArrayDeque<>();
    private long printed;

    /** A line about a connection; returns at once. */
    public void connection(String line) {
        synchronized (connections) {
            connections.add(line);
        }
    }

    /** Hands over what is new. Of more than the gateway keeps, the oldest are missed and counted. */
    public void printNew(TwsGatewaySimulator gateway, Consumer<String> out) {
        List<String> about = newConnections();
        long before = gateway.requestCount();
        List<String> kept = gateway.requests();
        long count = gateway.requestCount();
        // Requests that came between the two counts may or may not be among those kept: they wait for the next time.
        long fresh = count == before ? count - printed : 0;
        about.stream().filter(line -> !isEnd(line)).forEach(out);
        if (fresh > kept.size()) {
            out.accept((fresh - kept.size()) + " requests are not shown: there were too many");
        }
        if (fresh > 0) {
            kept.subList((int) Math.max(0, kept.size() - fresh), kept.size()).forEach(out);
            printed = count;
        }
        about.stream().filter(GatewayLog::isEnd).forEach(out);
    }

    private List<String> newConnections() {
        synchronized (connections) {
            List<String> taken = List.copyOf(connections);
            connections.clear();
            return taken;
        }
    }

    /** A connection's end belongs behind its requests, everything else before them. */
    private static boolean isEnd(String line) {
        return line.contains(" is gone") || line.contains(" is ended") || line.contains(" is lost");
    }
}
