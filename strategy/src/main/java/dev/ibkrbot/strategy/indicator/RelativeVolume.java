package dev.ibkrbot.strategy.indicator;

/**
 * The newest volume divided by the mean of up to {@code period} volumes before it. The newest is never part of the
 * mean it is compared with.
 *
 * <p>Confined to the thread that feeds it.
 */
public final class RelativeVolume {
    private final RollingSum before;
    private double last;
    private boolean started;

    private RelativeVolume(int period) {
        before = new RollingSum(period);
    }

    public static RelativeVolume of(int period) {
        return new RelativeVolume(period);
    }

    /** Takes the next volume; finite and not negative. */
    public void update(double volume) {
        Inputs.notNegative("volume", volume);
        if (started) {
            before.update(last);
        }
        started = true;
        last = volume;
    }

    /** How many earlier volumes the mean covers: 0 to the period. */
    public int count() {
        return before.count();
    }

    /** Whether there is an earlier volume above zero to compare with. */
    public boolean isReady() {
        return before.sum() > 0;
    }

    /**
     * The ratio; not negative, 1 when the newest volume equals the mean.
     *
     * @throws IllegalStateException when not ready
     */
    public double value() {
        if (!isReady()) {
            throw Inputs.notReady("relative volume");
        }
        return last / (before.sum() / before.count());
    }

    /** Forgets everything, as if newly built. */
    public void reset() {
        before.reset();
        started = false;
    }
}
