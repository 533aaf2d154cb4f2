package dev.ibkrbot.ibkr.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: twice as long each time up to a cap, of which a random half may be missing so
 * that several clients do not come back together. Confined to its owner's lock.
 */
final class Backoff {
    private static final int MOST_DOUBLINGS = 16;

    private final Duration first;
    private final Duration cap;
    private final RandomGenerator random;
    private int tries;

    Backoff(Duration first, Duration cap, RandomGenerator random) {
        this.first = first;
        this.cap = cap;
        this.random = random;
    }

    /** Between a half and the whole of the next step. */
    Duration next() {
        long whole = Math.min(cap.toNanos(), first.toNanos() << Math.min(tries, MOST_DOUBLINGS));
        tries++;
        return Duration.ofNanos(whole / 2 + random.nextLong(whole / 2 + 1));
    }

    /** Begins with the first step again. */
    void reset() {
        tries = 0;
    }
}
