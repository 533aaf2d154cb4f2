package dev.ibkrbot.strategy.indicator;

/**
 * Volume-weighted average of the typical price (high + low + close) / 3, either over everything since the last
 * {@link #reset()} ({@link #cumulative}: a session when reset at its open) or over the last {@code period} bars
 * ({@link #window}).
 *
 * <p>Confined to the thread that feeds it.
 */
public final class Vwap {
    /** What the average is when nothing was traded in any bar it looks at. */
    public enum ZeroVolume {
        /** The close of the newest bar. */
        LAST_CLOSE,
        /** The plain mean of the typical prices. */
        MEAN_TYPICAL
    }

    private final Accumulation accumulation;
    private final ZeroVolume zeroVolume;
    private double lastClose;

    private Vwap(Accumulation accumulation, ZeroVolume zeroVolume) {
        this.accumulation = accumulation;
        this.zeroVolume = zeroVolume;
    }

    /** Over all bars since it was built or reset. */
    public static Vwap cumulative(ZeroVolume zeroVolume) {
        return new Vwap(new Cumulative(), zeroVolume);
    }

    /** Over the last {@code period} bars, or all while fewer were seen. */
    public static Vwap window(int period, ZeroVolume zeroVolume) {
        return new Vwap(new Windowed(period), zeroVolume);
    }

    /** Takes the next bar; prices finite, volume finite and not negative. */
    public void update(double high, double low, double close, double volume) {
        double typical =
                (Inputs.finite("high", high) + Inputs.finite("low", low) + Inputs.finite("close", close)) / 3.0;
        accumulation.update(typical, Inputs.notNegative("volume", volume));
        lastClose = close;
    }

    /** Whether at least one bar was seen. */
    public boolean isReady() {
        return accumulation.count() > 0;
    }

    /**
     * The average price.
     *
     * @throws IllegalStateException before the first bar
     */
    public double value() {
        if (accumulation.count() == 0) {
            throw Inputs.notReady("VWAP");
        }
        double volume = accumulation.volume();
        if (volume > 0) {
            return accumulation.turnover() / volume;
        }
        return zeroVolume == ZeroVolume.LAST_CLOSE ? lastClose : accumulation.typical() / accumulation.count();
    }

    /** Forgets everything: the start of a new session. */
    public void reset() {
        accumulation.reset();
    }

    private interface Accumulation {
        void update(double typical, double volume);

        long count();

        double turnover();

        double volume();

        double typical();

        void reset();
    }

    private static final class Cumulative implements Accumulation {
        private long count;
        private double turnover;
        private double volume;
        private double typical;

        @Override
        public void update(double newTypical, double newVolume) {
            count++;
            turnover += newTypical * newVolume;
            volume += newVolume;
            typical += newTypical;
        }

        @Override
        public long count() {
            return count;
        }

        @Override
        public double turnover() {
            return turnover;
        }

        @Override
        public double volume() {
            return volume;
        }

        @Override
        public double typical() {
            return typical;
        }

        @Override
        public void reset() {
            count = 0;
            turnover = 0;
            volume = 0;
            typical = 0;
        }
    }

    private static final class Windowed implements Accumulation {
        private final RollingSum turnover;
        private final RollingSum volume;
        private final RollingSum typical;

        Windowed(int period) {
            turnover = new RollingSum(period);
            volume = new RollingSum(period);
            typical = new RollingSum(period);
        }

        @Override
        public void update(double newTypical, double newVolume) {
            turnover.update(newTypical * newVolume);
            volume.update(newVolume);
            typical.update(newTypical);
        }

        @Override
        public long count() {
            return typical.count();
        }

        @Override
        public double turnover() {
            return turnover.sum();
        }

        @Override
        public double volume() {
            return volume.sum();
        }

        @Override
        public double typical() {
            return typical.sum();
        }

        @Override
        public void reset() {
            turnover.reset();
            volume.reset();
            typical.reset();
        }
    }
}
