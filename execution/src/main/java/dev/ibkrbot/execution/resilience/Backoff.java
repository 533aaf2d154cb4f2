package dev.ibkrbot.execution.resilience;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waiting times that double from a first one up to a cap, each shortened by a random part so that several waiters do
 * not come back at once. The random source is the caller's, so a seed repeats the waits. Confined to one thread.
 */
public final class Backoff {
    private static final int NO_JITTER = 0;

    private final long firstMillis;
    private final long capMillis;
    private final int jitterPercent;
    private final RandomGenerator random;
    private long nextMillis;

    /**
     * @param first the first wait; positive
     * @param cap the longest wait; at least {@code first}
     * @param jitterPercent how much of a wait may be taken off, 0 to 50
     * @param random where the part taken off comes from
     */
    public Backoff(Duration first, Duration cap, int jitterPercent, RandomGenerator random) {
        if (first.isNegative() || first.isZero() || cap.compareTo(first) < 0) {
            throw new IllegalArgumentException("waits from " + first + " to " + cap + " do not grow");
        }
        if (jitterPercent < NO_JITTER || jitterPercent > 50) {
            throw new IllegalArgumentException("jitter is outside 0 to 50 percent: " + jitterPercent);
        }
        this.firstMillis = first.toMillis();
        this.capMillis = cap.toMillis();
        this.jitterPercent = jitterPercent;
        this.random = random;
        this.nextMillis = firstMillis;
    }

    /** Doubling waits without a random part. */
    public static Backoff withoutJitter(Duration first, Duration cap) {
        return new Backoff(first, cap, NO_JITTER, () -> 0L);
    }

    /** The wait after one more failure. */
    public Duration next() {
        long full = nextMillis;
        nextMillis = StrictMath.min(capMillis, StrictMath.multiplyExact(nextMillis, 2L));
        long mostTakenOff = full * jitterPercent / 100;
        return Duration.ofMillis(mostTakenOff == 0 ? full : full - random.nextLong(mostTakenOff + 1));
    }

    /** Something worked: the next wait is the first one again. */
    public void reset() {
        nextMillis = firstMillis;
    }
}
