package dev.ibkrbot.ibkr.session;

import java.time.Duration;

/**
 * Time that only ever goes forward, and tasks that run later on it. Separate from the wall clock, which people and NTP
 * set. Thread-safe.
 */
public interface Timers {
    /** Nanoseconds since some fixed moment; never smaller than before. */
    long nanos();

    /** Runs the task once after the delay, on a thread of its own; the task returns at once. */
    Timer after(Duration delay, Runnable task);

    /** A task that waits. Thread-safe. */
    @FunctionalInterface
    interface Timer {
        /** Keeps the task from running, unless it has begun; repeating it does nothing. */
        void cancel();
    }
}
