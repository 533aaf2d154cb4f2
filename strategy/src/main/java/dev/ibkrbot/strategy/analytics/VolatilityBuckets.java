package dev.ibkrbot.strategy.analytics;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * Three parts of a symbol's own history of volatility, cut at its 33rd and 66th percentile. Immutable.
 *
 * @param low below this it is calm
 * @param high above this it is wild
 */
public record VolatilityBuckets(double low, double high) {
    /** With fewer samples the cuts would say nothing. */
    public static final int FEWEST_SAMPLES = 60;

    private static final double LOW_PERCENTILE = 33;
    private static final double HIGH_PERCENTILE = 66;

    /** Which part. Immutable. */
    public enum Bucket {
        LOW,
        NORMAL,
        HIGH
    }

    /** The cuts of this history, in any order; absent with fewer than {@value #FEWEST_SAMPLES} finite values. */
    public static Optional<VolatilityBuckets> of(double[] history) {
        double[] told = Arrays.stream(history).filter(Double::isFinite).toArray();
        if (told.length < FEWEST_SAMPLES) {
            return Optional.empty();
        }
        Percentile percentile = new Percentile();
        percentile.setData(told);
        return Optional.of(
                new VolatilityBuckets(percentile.evaluate(LOW_PERCENTILE), percentile.evaluate(HIGH_PERCENTILE)));
    }

    /** The part this volatility falls in; the cuts themselves are normal. */
    public Bucket bucket(double volatility) {
        if (volatility < low) {
            return Bucket.LOW;
        }
        return volatility > high ? Bucket.HIGH : Bucket.NORMAL;
    }
}
