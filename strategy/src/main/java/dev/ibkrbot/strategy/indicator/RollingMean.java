package dev.ibkrbot.strategy.indicator;

/**
 * Arithmetic mean of the last {@code period} values; before that many were seen, of those seen so far.
 *
 * <p>Confined to the thread that feeds it.
 */
public final class RollingMean {
    private final RollingSum sum;

    private RollingMean(int period) {
        sum = new RollingSum(period);
    }

    public static RollingMean of(int period) {
        return new RollingMean(period);
    }

    /** Takes the next value; it must be finite. */
    public void update(double value) {
        sum.update(Inputs.finite("value", value));
    }

    /** How many values the mean covers: 0 to the period. */
    public int count() {
        return sum.count();
    }

    /** Whether the window holds the whole period. */
    public boolean isFull() {
        return sum.isFull();
    }

    /**
     * The mean of the values in the window.
     *
     * @throws IllegalStateException before the first value
     */
    public double value() {
        int count = sum.count();
        if (count == 0) {
            throw Inputs.notReady("mean");
        }
        return sum.sum() / count;
    }

    /** Forgets everything, as if newly built. */
    public void reset() {
        sum.reset();
    }
}
