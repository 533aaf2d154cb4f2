package dev.ibkrbot.strategy.indicator;

/**
 * Relative strength index, 0 to 100, of a series of closes.
 *
 * <p>Three smoothings of the upward and downward changes are in use and disagree by many points on the same closes;
 * each is a named factory. All answer 100 when there was no downward change; for a series without any change see
 * {@link #isFlat()}.
 *
 * <p>Confined to the thread that feeds it.
 */
public final class Rsi {
    /** What a flat series says when a decision needs a number: neither strong nor weak. */
    public static final double NEUTRAL = 50;

    private final Smoothing smoothing;
    private final double flatValue;
    private double previous;
    private boolean started;

    private Rsi(Smoothing smoothing, double flatValue) {
        this.smoothing = smoothing;
        this.flatValue = flatValue;
    }

    /**
     * Recursive smoothing with weight {@code 1 / period}, seeded with the first change: ready from the second close on.
     * A flat series answers {@link #NEUTRAL}.
     */
    public static Rsi recursive(int period) {
        return new Rsi(new Recursive(Inputs.period(period), 1), NEUTRAL);
    }

    /**
     * Wilder's smoothing, seeded with the mean of the first {@code period} changes: ready after {@code period + 1}
     * closes. A flat series answers 100.
     */
    public static Rsi wilder(int period) {
        return new Rsi(new Recursive(Inputs.period(period), period), 100);
    }

    /**
     * Plain mean of the last {@code period} changes: ready after {@code period + 1} closes. A flat window answers 100.
     */
    public static Rsi simpleMean(int period) {
        return new Rsi(new Windowed(Inputs.period(period)), 100);
    }

    /** Takes the next close; it must be finite. */
    public void update(double close) {
        Inputs.finite("close", close);
        if (started) {
            double change = close - previous;
            smoothing.update(Math.max(change, 0.0), Math.max(-change, 0.0));
        }
        started = true;
        previous = close;
    }

    /** Whether {@link #value()} may be asked. */
    public boolean isReady() {
        return smoothing.isReady();
    }

    /** Whether the changes the index looks at are all zero, so that its value is a convention. */
    public boolean isFlat() {
        return smoothing.isReady() && smoothing.up() == 0 && smoothing.down() == 0;
    }

    /**
     * The index, 0 to 100.
     *
     * @throws IllegalStateException when not ready
     */
    public double value() {
        if (!smoothing.isReady()) {
            throw Inputs.notReady("RSI");
        }
        double up = smoothing.up();
        double down = smoothing.down();
        if (down == 0) {
            return up == 0 ? flatValue : 100;
        }
        return 100 * up / (up + down);
    }

    /** Forgets everything, as if newly built. */
    public void reset() {
        smoothing.reset();
        started = false;
    }

    private interface Smoothing {
        void update(double up, double down);

        boolean isReady();

        double up();

        double down();

        void reset();
    }

    private static final class Recursive implements Smoothing {
        private final double weight;
        private final int seedCount;
        private int seen;
        private double up;
        private double down;

        Recursive(int period, int seedCount) {
            this.weight = 1.0 / period;
            this.seedCount = seedCount;
        }

        @Override
        public void update(double newUp, double newDown) {
            if (seen >= seedCount) {
                up += weight * (newUp - up);
                down += weight * (newDown - down);
                return;
            }
            seen++;
            up += newUp;
            down += newDown;
            if (seen == seedCount) {
                up /= seedCount;
                down /= seedCount;
            }
        }

        @Override
        public boolean isReady() {
            return seen >= seedCount;
        }

        @Override
        public double up() {
            return up;
        }

        @Override
        public double down() {
            return down;
        }

        @Override
        public void reset() {
            seen = 0;
            up = 0;
            down = 0;
        }
    }

    private static final class Windowed implements Smoothing {
        private final RollingSum ups;
        private final RollingSum downs;

        Windowed(int period) {
            ups = new RollingSum(period);
            downs = new RollingSum(period);
        }

        @Override
        public void update(double newUp, double newDown) {
            ups.update(newUp);
            downs.update(newDown);
        }

        @Override
        public boolean isReady() {
            return ups.isFull();
        }

        @Override
        public double up() {
            return ups.sum();
        }

        @Override
        public double down() {
            return downs.sum();
        }

        @Override
        public void reset() {
            ups.reset();
            downs.reset();
        }
    }
}
