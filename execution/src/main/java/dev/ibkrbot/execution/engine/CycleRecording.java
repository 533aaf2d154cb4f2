package dev.ibkrbot.execution.engine;

/** What becomes of cycles in which nothing happened. Immutable. */
public enum CycleRecording {
    /** Every skip and every HOLD is journaled and reported: live. */
    EACH,
    /** They are counted by reason: backtests. */
    COUNTED
}
