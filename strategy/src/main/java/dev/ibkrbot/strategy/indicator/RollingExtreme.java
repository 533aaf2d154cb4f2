package dev.ibkrbot.strategy.indicator;

/**
 * Highest or lowest of the last {@code period} values; before that many were seen, of those seen so far.
 *
 * <p>A queue of candidates in decreasing order: a value that is older and not higher than a newer one can never be the
 * answer again. Constant cost on average.
 *
 * <p>Confined to the thread that feeds it.
 */
public final class RollingExtreme {
    private final double sign;
    private final double[] candidates;
    private final long[] positions;
    private int head;
    private int size;
    private long seen;

    private RollingExtreme(int period, double sign) {
        this.sign = sign;
        candidates = new double[Inputs.period(period)];
        positions = new long[period];
    }

    public static RollingExtreme max(int period) {
        return new RollingExtreme(period, 1);
    }

    public static RollingExtreme min(int period) {
        return new RollingExtreme(period, -1);
    }

    /** Takes the next value; it must be finite. */
    public void update(double value) {
        double candidate = sign * Inputs.finite("value", value);
        if (size > 0 && positions[head] <= seen - candidates.length) {
            head = wrap(head + 1);
            size--;
        }
        while (size > 0 && candidates[wrap(head + size - 1)] <= candidate) {
            size--;
        }
        int slot = wrap(head + size);
        candidates[slot] = candidate;
        positions[slot] = seen;
        size++;
        seen++;
    }

    /** How many values the window covers: 0 to the period. */
    public int count() {
        return (int) Math.min(seen, candidates.length);
    }

    /**
     * The highest (lowest) value in the window.
     *
     * @throws IllegalStateException before the first value
     */
    public double value() {
        if (size == 0) {
            throw Inputs.notReady("rolling extreme");
        }
        return sign * candidates[head];
    }

    /** Forgets everything, as if newly built. */
    public void reset() {
        head = 0;
        size = 0;
        seen = 0;
    }

    private int wrap(int index) {
        return index < candidates.length ? index : index - candidates.length;
    }
}
