package dev.ibkrbot.strategy.indicator;

/**
 * Exponential moving average with weight {@code 2 / (period + 1)} for the newest value.
 *
 * <p>Two seeds exist and give different numbers for a long time: {@link #firstValueSeed} starts at the first value and
 * is ready at once; {@link #smaSeed} starts at the mean of the first {@code period} values and is ready then.
 *
 * <p>Confined to the thread that feeds it.
 */
public final class Ema {
    private final int seedCount;
    private final double weight;
    private int seen;
    private double average;

    private Ema(int period, int seedCount) {
        this.weight = 2.0 / (Inputs.period(period) + 1.0);
        this.seedCount = seedCount;
    }

    /** Seeded with the first value; ready from the first value on. */
    public static Ema firstValueSeed(int period) {
        return new Ema(period, 1);
    }

    /** Seeded with the mean of the first {@code period} values; ready from then on. */
    public static Ema smaSeed(int period) {
        return new Ema(period, period);
    }

    /** Takes the next value; it must be finite. */
    public void update(double value) {
        Inputs.finite("value", value);
        if (seen >= seedCount) {
            average += weight * (value - average);
            return;
        }
        seen++;
        average += value;
        if (seen == seedCount) {
            average /= seedCount;
        }
    }

    /** Whether {@link #value()} may be asked. */
    public boolean isReady() {
        return seen >= seedCount;
    }

    /**
     * The average.
     *
     * @throws IllegalStateException when not ready
     */
    public double value() {
        if (seen < seedCount) {
            throw Inputs.notReady("EMA");
        }
        return average;
    }

    /** Forgets everything, as if newly built. */
    public void reset() {
        seen = 0;
        average = 0;
    }
}
