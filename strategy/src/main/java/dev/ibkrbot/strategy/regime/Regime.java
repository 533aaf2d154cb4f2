package dev.ibkrbot.strategy.regime;

import java.util.OptionalDouble;

/** What the volatility index says about a day. Only the first three may be traded. Immutable. */
public enum Regime {
    /** Below 15. */
    COMPLACENCY,
    /** From 15, below 18. */
    NORMAL,
    /** From 18, below 25. */
    ELEVATED,
    /** From 25, or not known. */
    CRISIS,
    /** A value the index cannot have. */
    ERROR;

    private static final double NORMAL_FROM = 15;
    private static final double ELEVATED_FROM = 18;
    private static final double CRISIS_FROM = 25;

    /** The regime of this reading; CRISIS when there is none or it is no number, ERROR when it is not positive. */
    public static Regime of(OptionalDouble vix) {
        if (vix.isEmpty() || Double.isNaN(vix.getAsDouble())) {
            return CRISIS;
        }
        double level = vix.getAsDouble();
        if (level <= 0) {
            return ERROR;
        }
        if (level < NORMAL_FROM) {
            return COMPLACENCY;
        }
        if (level < ELEVATED_FROM) {
            return NORMAL;
        }
        return level < CRISIS_FROM ? ELEVATED : CRISIS;
    }
}
