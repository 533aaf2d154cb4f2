package dev.ibkrbot.cli.wiring;

import dev.ibkrbot.execution.engine.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Timers on a daemon thread. Long waits look at the clock again every few seconds, so that a clock that was set, or a
 * machine that slept, moves no task by more than that. Thread-safe; whoever opens it closes it.
 */
public final class RealTimers implements Timers, AutoCloseable {
    private static final long LONGEST_WAIT_NANOS = Duration.ofSeconds(10).toNanos();

    private final InstantSource clock;
    private final double speed;
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "timers");
        thread.setDaemon(true);
        return thread;
    });

    /** By this clock, which passes {@code speed} times as fast as the machine's. */
    public RealTimers(InstantSource clock, double speed) {
        this.clock = clock;
        this.speed = speed;
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void at(Instant moment, Runnable task) {
        Duration left = Duration.between(clock.instant(), moment);
        double nanos = StrictMath.min(LONGEST_WAIT_NANOS, left.toSeconds() * 1e9 / speed + left.getNano() / speed);
        try {
            executor.schedule(() -> whenDue(moment, task), (long) StrictMath.ceil(nanos), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // Closed meanwhile: nothing comes due any more.
            return;
        }
    }

    /** Runs the task once after this time. */
    public void after(Duration pause, Runnable task) {
        at(clock.instant().plus(pause), task);
    }

    /** Runs the task after this time and again and again, each time so long after the time before. */
    public void every(Duration pause, Runnable task) {
        after(pause, () -> {
            try {
                task.run();
            } finally {
                every(pause, task);
            }
        });
    }

    private void whenDue(Instant moment, Runnable task) {
        if (clock.instant().isBefore(moment)) {
            at(moment, task);
        } else {
            task.run();
        }
    }

    /** Forgets all that waits. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
