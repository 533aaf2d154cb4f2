package dev.ibkrbot.risk;

import dev.ibkrbot.broker.value.Percent;

/**
 * Whether options may be sold to open. Immutable.
 *
 * @param allowed none at all; only against cash, shares or a held option; or also with nothing behind them but a stop
 * @param maxCollateral part of net liquidation that may stand behind one entry; above 0 % and up to 100 %
 */
public record WritingLimits(Allowed allowed, Percent maxCollateral) {
    /** Nothing is written. */
    public static final WritingLimits NONE = new WritingLimits(Allowed.NOTHING, Percent.HUNDRED);

    public WritingLimits {
        if (!maxCollateral.isPositive() || maxCollateral.compareTo(Percent.HUNDRED) > 0) {
            throw new IllegalArgumentException("maxCollateral is not above 0% and up to 100%: " + maxCollateral);
        }
    }

    /** What may be written. */
    public enum Allowed {
        NOTHING,
        SECURED,
        NAKED
    }
}
