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
 * machine that slept, moves no task by more than that; one that was set back keeps no task waiting for longer than there
 * was to wait. What is done after a time or every while does not go by the clock at all. Thread-safe; whoever opens it
 * closes it.
 */
public final class RealTimers implements Timers, AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final double speed;
    private final long longestWaitNanos;
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "timers");
        thread.setDaemon(true);
        return thread;
    });

    /** By this clock, which passes {@code speed} times as fast as the machine's. */
    public RealTimers(InstantSource clock, double speed) {
        this(clock, speed, LONGEST_WAIT);
    }

    RealTimers(InstantSource clock, double speed, Duration longestWait) {
        this.clock = clock;
        this.speed = speed;
        this.longestWaitNanos = longestWait.toNanos();
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void at(Instant moment, Runnable task) {
        double overdue = SystemTime.nanos() + nanosUntil(moment) + longestWaitNanos;
        look(moment, task, overdue);
    }

    private double nanosUntil(Instant moment) {
        Duration left = Duration.between(clock.instant(), moment);
        return StrictMath.max(0, left.toSeconds() * 1e9 / speed + left.getNano() / speed);
    }

    /** Runs the task when the clock says so, or when so much time has passed that the clock must have been set back. */
    private void look(Instant moment, Runnable task, double overdue) {
        double nanos = StrictMath.min(longestWaitNanos, nanosUntil(moment));
        schedule((long) StrictMath.ceil(nanos), () -> {
            if (clock.instant().isBefore(moment) && SystemTime.nanos() < overdue) {
                look(moment, task, overdue);
            } else {
                task.run();
            }
        });
    }

    private void schedule(long nanos, Runnable task) {
        try {
            executor.schedule(task, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // Closed meanwhile: nothing comes due any more.
            return;
        }
    }

    /** Runs the task once after this time. */
    public void after(Duration pause, Runnable task) {
        schedule((long) StrictMath.ceil(pause.toNanos() / speed), task);
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

    /** Forgets all that waits. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
