package dev.ibkrbot.strategy.analytics;

import java.util.OptionalDouble;

/** Figures that make premiums comparable. Thread-safe. */
public final class Yields {
    private static final double DAYS_PER_YEAR = 365;
    private static final double PERCENT = 100;
    private static final double TENTHS = 10;

    private Yields() {}

    /**
     * A premium as a yearly return on its collateral, without compounding: premium / collateral times 365 / days.
     *
     * @param premium per share
     * @param collateral per share: the strike for a put, the price of the underlying for a covered call
     * @param days calendar days to expiration
     * @return percent, rounded half up to 0.1; 0 when an argument is not positive
     */
    public static double annualizedPercent(double premium, double collateral, double days) {
        if (!(premium > 0 && collateral > 0 && days > 0)) {
            return 0;
        }
        return Math.round(premium / collateral * DAYS_PER_YEAR / days * PERCENT * TENTHS) / TENTHS;
    }

    /**
     * Profit as a yearly return on the margin it needed, in percent, not rounded; absent unless margin and days are
     * positive and the profit is finite.
     */
    public static OptionalDouble returnOnCapitalPercent(double profit, double margin, double days) {
        boolean told = margin > 0 && days > 0 && Double.isFinite(profit) && Double.isFinite(margin);
        return told ? OptionalDouble.of(profit / margin / (days / DAYS_PER_YEAR) * PERCENT) : OptionalDouble.empty();
    }

    /**
     * About how likely an option is to expire worthless, in percent: 1 less the size of its delta.
     *
     * @param delta from -1 to 1; absent for anything else, because no delta is no probability of nought
     */
    public static OptionalDouble winProbabilityPercent(double delta) {
        double size = Math.abs(delta);
        return size <= 1 ? OptionalDouble.of((1 - size) * PERCENT) : OptionalDouble.empty();
    }
}
