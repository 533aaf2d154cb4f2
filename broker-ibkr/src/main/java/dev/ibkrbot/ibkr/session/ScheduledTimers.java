package dev.ibkrbot.ibkr.session;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Timers on one daemon thread. Thread-safe; whoever opens it closes it. */
public final class ScheduledTimers implements Timers, AutoCloseable {
    private final LongSupplier nanos;
    private final ScheduledThreadPoolExecutor executor;

    /** Timers that read this monotonic clock. */
    public ScheduledTimers(LongSupplier nanos) {
        this.nanos = nanos;
        executor = new ScheduledThreadPoolExecutor(1, Threads.daemon("ibkr-timers"));
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public long nanos() {
        return nanos.getAsLong();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        if (executor.isShutdown()) {
            return () -> {};
        }
        Future<?> future = executor.schedule(() -> loudly(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    /** A scheduled executor keeps failures to itself; a fault of ours must be seen. */
    private static void loudly(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    /** Forgets all that waits. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
