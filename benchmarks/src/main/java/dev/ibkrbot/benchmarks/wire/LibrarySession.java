package dev.ibkrbot.benchmarks.wire;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.Timeline;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.ibkr.session.AccountRule;
import dev.ibkrbot.ibkr.session.GatewayException;
import dev.ibkrbot.ibkr.session.GatewaySession;
import dev.ibkrbot.ibkr.session.Machinery;
import dev.ibkrbot.ibkr.session.ScheduledTimers;
import dev.ibkrbot.ibkr.session.SessionClient;
import dev.ibkrbot.ibkr.session.SessionObserver;
import dev.ibkrbot.ibkr.session.SessionSettings;
import dev.ibkrbot.ibkr.session.SessionStart;
import dev.ibkrbot.ibkr.session.SocketConnector;
import dev.ibkrbot.ibkr.session.Startup;
import dev.ibkrbot.ibkr.wire.Encoder;
import dev.ibkrbot.ibkr.wire.Inbound;
import dev.ibkrbot.ibkr.wire.SessionMessage;
import dev.ibkrbot.ibkr.wire.WireContract;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/**
 * The library's whole session, with heartbeat, reconnecting and pacing, whose messages go to a handler by type: what a
 * broker is built on, and what the events of @stoqey/ib are. Only the rate is raised. Confined to the caller's thread.
 */
final class LibrarySession implements SessionClient, AutoCloseable {
    private static final int CLIENT = 7;

    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private final ExecutorService events = Executors.newSingleThreadExecutor();
    private final ScheduledTimers timers = new ScheduledTimers(System::nanoTime);
    private final Rounds rounds = new Rounds();
    private final Trips trips = new Trips();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Encoder encoder = new Encoder(Recording.SERVER_VERSION);
    private final Task task;
    private final GatewaySession session;

    private LibrarySession(int port, Task task) {
        this.task = task;
        Machinery machinery = new Machinery(
                new Object(),
                InstantSource.system(),
                timers,
                new SocketConnector(),
                writer,
                events,
                RandomGenerator.getDefault());
        session = new GatewaySession(machinery, settings(port), this, SessionObserver.NONE);
        session.start().toCompletableFuture().join();
    }

    private static SessionSettings settings(int port) {
        Duration second = Duration.ofSeconds(1);
        return new SessionSettings(
                "127.0.0.1",
                port,
                CLIENT,
                Recording.SERVER_VERSION,
                new AccountRule(TradingMode.PAPER, Optional.empty()),
                second.multipliedBy(10),
                Startup.once(),
                second.multipliedBy(3600),
                second.multipliedBy(30),
                second,
                second,
                1_000_000);
    }

    /** Takes all rounds of a flood. */
    static void flood(int port) throws InterruptedException {
        try (LibrarySession session = new LibrarySession(port, Task.FLOOD)) {
            session.over.await();
        }
    }

    /** Asks for the next order id from within the answer, as a program of events does. */
    static void trips(int port) throws InterruptedException {
        try (LibrarySession session = new LibrarySession(port, Task.TRIPS)) {
            session.over.await();
        }
    }

    /** Asks for the time on a thread that waits for each answer, which comes over the thread for events. */
    static void waiting(int port) {
        try (LibrarySession session = new LibrarySession(port, Task.WAITING)) {
            Timeline time = session.session.simulatedTime().orElseThrow();
            Trips trips = new Trips();
            while (!trips.isOver()) {
                trips.asked();
                time.next();
                trips.answered();
            }
        }
    }

    private void ask() {
        if (trips.isOver()) {
            over.countDown();
        } else {
            trips.asked();
            session.send(encoder.ids(), 1, false);
        }
    }

    @Override
    public void subscribe() {
        if (task == Task.FLOOD) {
            for (int line = 0; line < Recording.LINES; line++) {
                WireContract stock = new WireContract(
                        0, "L" + line, "STK", "", Optional.empty(), "", "", "SMART", "", "USD", "", "", List.of());
                session.send(encoder.marketDataStream(Recording.FIRST_REQUEST + line, stock, List.of()), 1, false);
            }
        } else if (task == Task.TRIPS) {
            ask();
        }
    }

    @Override
    public void message(Inbound message) {
        if (message instanceof SessionMessage.NextValidId) {
            trips.answered();
            ask();
        } else if (message instanceof SessionMessage.Notice notice && notice.code() == LoopbackGateway.MARK) {
            rounds.mark(Integer.parseInt(notice.text()));
            if (rounds.areOver()) {
                over.countDown();
            }
        } else {
            message.deliverTo(rounds.sum());
        }
    }

    /** What the session is opened for. */
    private enum Task {
        FLOOD,
        TRIPS,
        WAITING
    }

    @Override
    public void opened(SessionStart start) {
        // Nothing to prepare.
    }

    @Override
    public void lost(GatewayException why) {
        over.countDown(); // too early, this leaves rounds out, which is seen
    }

    @Override
    public void state(ConnectionState state) {
        // The rounds tell all that is of interest.
    }

    @Override
    public void close() {
        session.close();
        timers.close();
        writer.shutdownNow();
        events.shutdown();
    }
}
