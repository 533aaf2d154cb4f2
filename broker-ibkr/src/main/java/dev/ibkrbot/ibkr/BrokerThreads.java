package dev.ibkrbot.ibkr;

import dev.ibkrbot.ibkr.session.Connector;
import dev.ibkrbot.ibkr.session.Machinery;
import dev.ibkrbot.ibkr.session.ScheduledTimers;
import dev.ibkrbot.ibkr.session.Threads;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** The threads of one broker: timers, writer, events, and one reader for each connection. Thread-safe. */
final class BrokerThreads {
    private final ScheduledTimers timers;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(Threads.daemon("ibkr-writer"));
    private final ExecutorService events = Executors.newSingleThreadExecutor(Threads.daemon("ibkr-events"));
    private final Machinery machinery;

    BrokerThreads(InstantSource clock, LongSupplier nanos, Connector connector) {
        timers = new ScheduledTimers(nanos);
        machinery = new Machinery(
                new Object(), clock, timers, connector, writer, this::onEventsThread, RandomGenerator.getDefault());
    }

    Machinery machinery() {
        return machinery;
    }

    /** After the end there is no thread left to tell on; whoever still asks is told on its own. */
    private void onEventsThread(Runnable task) {
        try {
            events.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    /** What was said before is still told. */
    void close() {
        timers.close();
        writer.shutdownNow();
        events.shutdown();
    }
}
