package dev.ibkrbot.strategy.regime;

/** The three answers to a day. Immutable. */
public enum DayStrategy {
    /** Momentum breakout. */
    A,
    /** Fade of an overdone move. */
    B,
    /** Keep the cash: no entries. */
    C
}
