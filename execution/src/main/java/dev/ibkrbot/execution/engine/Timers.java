package dev.ibkrbot.execution.engine;

import java.time.Instant;

/** Runs something later; the task returns at once. Thread-safe. */
@FunctionalInterface
public interface Timers {
    /** Runs the task once at this moment, or at once when it has passed. */
    void at(Instant moment, Runnable task);
}
