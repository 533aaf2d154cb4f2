package dev.ibkrbot.strategy.indicator;

/**
 * Average true range with Wilder's smoothing, seeded with the mean of the first {@code period} true ranges. The true
 * range of a bar is the span of its high, its low and the close before it.
 *
 * <p>The first bar has no close before it: {@link #wilder} counts its high minus low as a true range,
 * {@link #wilderFromSecondBar} leaves it out and is ready one bar later.
 *
 * <p>Confined to the thread that feeds it.
 */
public final class Atr {
    private final int period;
    private final boolean countFirstBar;
    private int seen;
    private double average;
    private double previousClose;
    private boolean started;

    private Atr(int period, boolean countFirstBar) {
        this.period = Inputs.period(period);
        this.countFirstBar = countFirstBar;
    }

    /** Counts the first bar; ready after {@code period} bars. */
    public static Atr wilder(int period) {
        return new Atr(period, true);
    }

    /** Leaves the first bar out; ready after {@code period + 1} bars. */
    public static Atr wilderFromSecondBar(int period) {
        return new Atr(period, false);
    }

    /** Takes the next bar; prices must be finite. */
    public void update(double high, double low, double close) {
        Inputs.finite("high", high);
        Inputs.finite("low", low);
        Inputs.finite("close", close);
        if (started) {
            add(Math.max(high, previousClose) - Math.min(low, previousClose));
        } else if (countFirstBar) {
            add(high - low);
        }
        started = true;
        previousClose = close;
    }

    /** Whether {@link #value()} may be asked. */
    public boolean isReady() {
        return seen >= period;
    }

    /**
     * The average range, in price units.
     *
     * @throws IllegalStateException when not ready
     */
    public double value() {
        if (seen < period) {
            throw Inputs.notReady("ATR");
        }
        return average;
    }

    /** Forgets everything, as if newly built. */
    public void reset() {
        seen = 0;
        average = 0;
        started = false;
    }

    private void add(double range) {
        if (seen >= period) {
            average += (range - average) / period;
            return;
        }
        seen++;
        average += range;
        if (seen == period) {
            average /= period;
        }
    }
}
