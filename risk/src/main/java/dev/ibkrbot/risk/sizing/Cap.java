package dev.ibkrbot.risk.sizing;

/** What bounds a size. Immutable. */
public enum Cap {
    /** The loss at the stop. */
    RISK,
    /** The cost of the position as part of the equity. */
    POSITION,
    /** What all positions, those of one underlying, or one position may have cost. */
    EXPOSURE,
    /** The cash at hand, fees included. */
    CASH,
    /** The largest entry allowed. */
    COUNT
}
