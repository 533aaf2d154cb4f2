package dev.ibkrbot.strategy.analytics;

import java.util.OptionalInt;

/** Where today's implied volatility lies between the lowest and the highest of a year. */
public final class IvRank {
    private static final double PERCENT = 100;

    private IvRank() {}

    /**
     * (iv - low) / (high - low) in percent, kept within 0 to 100 and rounded half up to a whole number; 0 when high
     * equals low, absent when an argument is not finite or high is below low.
     */
    public static OptionalInt of(double iv, double low, double high) {
        if (!Double.isFinite(iv) || !Double.isFinite(low) || !(high >= low) || !Double.isFinite(high)) {
            return OptionalInt.empty();
        }
        if (high == low) {
            return OptionalInt.of(0);
        }
        double rank = Math.max(0, Math.min(1, (iv - low) / (high - low)));
        return OptionalInt.of((int) Math.round(rank * PERCENT));
    }
}
