package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.stub.sim.FillModel;
import dev.ibkrbot.stub.sim.SimulatedBroker;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The simulated exchange behind the TWS socket protocol, server versions 176 to 200, for several clients of one account
 * at once. Time stands still unless its clock says otherwise; faults are scripted. The grammar and the clock are
 * described in docs/gateway-scenarios.md. Clients are never trusted: one that sends nonsense is disconnected. Thread-safe;
 * whoever starts it closes it.
 */
public final class TwsGatewaySimulator implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 128;
    private static final int BACKLOG = 64;
    private static final long TICK_MILLIS = 200;

    private final ServerSocket server;
    private final Gateway gateway;
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService ticker;
    private volatile boolean closed;

    private TwsGatewaySimulator(Settings settings) throws IOException {
        boolean shownSize = settings.scenario.rules().stream()
                .anyMatch(it -> it.verb().equals("fills") && it.arguments().equals("shown-size"));
        FillModel fills = shownSize ? settings.fills.limitedToShownSize() : settings.fills;
        SimulatedBroker broker = SimulatedBroker.on(settings.market)
                .cash(settings.cash)
                .fills(fills)
                .fees(settings.fees)
                .startingAt(settings.start)
                .build();
        gateway = new Gateway(settings, broker);
        server = new ServerSocket(settings.port, BACKLOG, settings.address);
        ticker = Executors.newSingleThreadScheduledExecutor(task -> daemon("gateway-clock", task));
    }

    /** Starts listening; {@link IOException} when the port is taken. */
    public static TwsGatewaySimulator start(Settings settings) throws IOException {
        TwsGatewaySimulator simulator = new TwsGatewaySimulator(settings);
        daemon("gateway-accept", simulator::accept).start();
        simulator.ticker.scheduleWithFixedDelay(simulator::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        return simulator;
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void tick() {
        try {
            gateway.tick();
        } catch (RuntimeException e) {
            gateway.log("the clock stands still: " + e);
            throw e;
        }
    }

    private void accept() {
        for (long number = 1; !closed; number++) {
            try {
                Socket socket = server.accept();
                if (sessions.size() >= MOST_CONNECTIONS) {
                    gateway.log("connection " + number + " is refused: there are too many");
                    socket.close();
                } else {
                    serve(new Session(gateway, socket, number, gateway.newRate()), number);
                }
            } catch (IOException e) {
                if (!closed) {
                    gateway.log("connection " + number + " could not be taken: " + e.getMessage());
                }
            }
        }
    }

    private void serve(Session session, long number) {
        sessions.add(session);
        if (closed) {
            session.cut();
        }
        daemon("gateway-reader-" + number, session::read).start();
        daemon("gateway-writer-" + number, () -> {
                    session.write();
                    sessions.remove(session);
                })
                .start();
    }

    /** The port it listens on. */
    public int port() {
        return server.getLocalPort();
    }

    /** Simulated time. */
    public Instant now() {
        return gateway.now();
    }

    /** When the market changes next; absent at its end. */
    public Optional<Instant> next() {
        return gateway.next();
    }

    /** Moves simulated time, whatever the clock; {@link IllegalArgumentException} when that is in the past. */
    public void advanceTo(Instant moment) {
        gateway.advanceTo(moment);
    }

    /** Adds a rule of a scenario, such as "link down"; {@link IllegalArgumentException} when it is none. */
    public void apply(String rule) {
        gateway.add(Scenario.rule(rule));
    }

    /** The latest requests, such as "client 7 place 12 BUY 1 SPY LMT"; the oldest are forgotten after 20,000. */
    public List<String> requests() {
        return gateway.requestLines();
    }

    /** How many requests were worked on. */
    public long requestCount() {
        return gateway.requestCount();
    }

    /** How often a client was told that it asks too fast. */
    public int pacingBreaches() {
        return gateway.pacingBreaches();
    }

    /** Orders of all clients that are not over. */
    public int openOrders() {
        return gateway.openOrders();
    }

    /** Market-data streams of all clients. */
    public int openLines() {
        return gateway.openLines();
    }

    /** Clients that have started. */
    public int clients() {
        return gateway.clientCount();
    }

    /** The exchange's fills of the current trading date, as they were before any fault. */
    public List<Execution> executions() {
        return gateway.executions();
    }

    /** The account as it is. */
    public AccountSnapshot account() {
        return gateway.account();
    }

    /** Closes every connection and the port. Repeating it does nothing. */
    @Override
    public void close() {
        closed = true;
        ticker.shutdownNow();
        try {
            server.close();
        } catch (IOException e) {
            gateway.log("the port could not be closed: " + e.getMessage());
        }
        sessions.forEach(session -> {
            session.end();
            session.cut();
        });
    }
}
