package dev.ibkrbot.risk.sizing;

/** What bounds a size. Immutable. */
public enum Cap {
    /** The loss at the stop. */
    RISK,
    /** The cost of the position as part of the equity. */
    POSITION,
    /** The cash at hand, fees included. */
    CASH,
    /** The largest entry allowed. */
    COUNT
}
