package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.market.BarSeries;

/** Volatility of the last twenty daily closes, from ended days only. Stateless. */
final class TrailingVol {
    /** Taken until five returns are known. */
    static final double UNKNOWN = 0.2;

    private static final int DAYS = 20;
    private static final int FEWEST_RETURNS = 5;
    private static final double DAYS_PER_YEAR = 252;
    private static final double LEAST = 0.08;
    private static final double MOST = 1.5;

    private TrailingVol() {}

    /** Annualised, around a mean of zero, kept within 8 % and 150 %. */
    static double of(BarSeries days) {
        int first = Math.max(1, days.size() - DAYS);
        int returns = days.size() - first;
        if (returns < FEWEST_RETURNS) {
            return UNKNOWN;
        }
        double squares = 0;
        for (int i = first; i < days.size(); i++) {
            double change = StrictMath.log(days.closeAsDouble(i) / days.closeAsDouble(i - 1));
            squares += change * change;
        }
        return Math.max(LEAST, Math.min(MOST, StrictMath.sqrt(squares / returns * DAYS_PER_YEAR)));
    }
}
