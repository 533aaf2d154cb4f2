package dev.ibkrbot.strategy.analytics;

import java.util.OptionalDouble;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/** How much a price moved. */
public final class RealizedVolatility {
    /** Trading days in the usual window. */
    public static final int WINDOW = 20;

    private static final double TRADING_DAYS = 252;

    private RealizedVolatility() {}

    /**
     * Population deviation of the last {@code window} daily log returns, times the square root of 252; a fraction, 0.2
     * for 20 %. Absent with fewer than {@code window} + 1 closes, or when one of those is not positive and finite.
     *
     * @param closes daily, oldest first
     * @param window at least 1
     */
    public static OptionalDouble annualized(double[] closes, int window) {
        if (window < 1) {
            throw new IllegalArgumentException("window is not positive: " + window);
        }
        if (closes.length <= window) {
            return OptionalDouble.empty();
        }
        double[] returns = new double[window];
        int first = closes.length - window;
        for (int i = 0; i < window; i++) {
            returns[i] = StrictMath.log(closes[first + i] / closes[first + i - 1]);
        }
        double deviation = new StandardDeviation(false).evaluate(returns);
        return Double.isFinite(deviation)
                ? OptionalDouble.of(deviation * Math.sqrt(TRADING_DAYS))
                : OptionalDouble.empty();
    }
}
