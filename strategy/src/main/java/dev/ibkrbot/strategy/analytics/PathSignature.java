package dev.ibkrbot.strategy.analytics;

import java.util.Optional;

/**
 * The shape of a stretch of prices in two figures. Immutable.
 *
 * @param totalReturn from the first to the last price, as a fraction
 * @param maxDrawdown deepest fall from a high, as a fraction from 0 to 1
 */
public record PathSignature(double totalReturn, double maxDrawdown) {
    /** How far both figures may differ in an echo. */
    public static final double TOLERANCE = 0.15;

    /** The signature of positive prices, oldest first; absent with fewer than two. */
    public static Optional<PathSignature> of(double[] prices) {
        if (prices.length < 2) {
            return Optional.empty();
        }
        double high = prices[0];
        double deepest = 0;
        for (double price : prices) {
            if (!(price > 0)) {
                throw new IllegalArgumentException("price is not positive: " + price);
            }
            high = Math.max(high, price);
            deepest = Math.max(deepest, 1 - price / high);
        }
        return Optional.of(new PathSignature(prices[prices.length - 1] / prices[0] - 1, deepest));
    }

    /** Whether both figures differ by no more than {@value #TOLERANCE}. */
    public boolean echoes(PathSignature other) {
        return Math.abs(totalReturn - other.totalReturn) <= TOLERANCE
                && Math.abs(maxDrawdown - other.maxDrawdown) <= TOLERANCE;
    }
}
