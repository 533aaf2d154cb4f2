package dev.ibkrbot.strategy.indicator;

/**
 * Bollinger bands: the mean of the last {@code period} values, and {@code width} standard deviations above and below.
 * The deviation divides by {@code period - 1} ({@link #sample}) or by {@code period} ({@link #population}).
 *
 * <p>Confined to the thread that feeds it.
 */
public final class Bollinger {
    private final RollingMoments moments;
    private final double width;
    private final int divisor;

    private Bollinger(int period, double width, int divisor) {
        if (divisor < 1) {
            throw new IllegalArgumentException("period must be at least 2 for a sample deviation, was " + period);
        }
        this.moments = new RollingMoments(period);
        this.width = Inputs.notNegative("width", width);
        this.divisor = divisor;
    }

    /** With the sample deviation; {@code period} at least 2, {@code width} in deviations. */
    public static Bollinger sample(int period, double width) {
        return new Bollinger(period, width, period - 1);
    }

    /** With the population deviation; {@code period} at least 1, {@code width} in deviations. */
    public static Bollinger population(int period, double width) {
        return new Bollinger(Inputs.period(period), width, period);
    }

    /** Takes the next value; it must be finite. */
    public void update(double value) {
        moments.update(Inputs.finite("value", value));
    }

    /** Whether {@code period} values were seen; only then may the bands be asked. */
    public boolean isReady() {
        return moments.isFull();
    }

    /**
     * The mean of the window.
     *
     * @throws IllegalStateException when not ready
     */
    public double middle() {
        requireReady();
        return moments.mean();
    }

    /**
     * The mean and {@code width} deviations more.
     *
     * @throws IllegalStateException when not ready
     */
    public double upper() {
        return middle() + width * sigma();
    }

    /**
     * The mean less {@code width} deviations.
     *
     * @throws IllegalStateException when not ready
     */
    public double lower() {
        return middle() - width * sigma();
    }

    /**
     * One standard deviation; zero for equal values.
     *
     * @throws IllegalStateException when not ready
     */
    public double sigma() {
        requireReady();
        return StrictMath.sqrt(moments.squares() / divisor);
    }

    /** Forgets everything, as if newly built. */
    public void reset() {
        moments.reset();
    }

    private void requireReady() {
        if (!moments.isFull()) {
            throw Inputs.notReady("Bollinger bands");
        }
    }
}
