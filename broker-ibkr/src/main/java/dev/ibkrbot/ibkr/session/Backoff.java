package dev.ibkrbot.ibkr.session;

import java.time.Duration;
import java.util.function.LongUnaryOperator;
import java.util.random.RandomGenerator;

/** How long to wait before the next try: twice as long each time up to a cap. Confined to its owner's lock. */
final class Backoff {
    private static final int MOST_DOUBLINGS = 16;

    private final Duration first;
    private final Duration cap;
    private final LongUnaryOperator taken;
    private int tries;

    private Backoff(Duration first, Duration cap, LongUnaryOperator taken) {
        this.first = first;
        this.cap = cap;
        this.taken = taken;
    }

    /** Each step as it is. */
    static Backoff exact(Duration first, Duration cap) {
        return new Backoff(first, cap, whole -> whole);
    }

    /** A random half of each step may be missing, so that several clients do not come back together. */
    static Backoff spread(Duration first, Duration cap, RandomGenerator random) {
        return new Backoff(first, cap, whole -> whole / 2 + random.nextLong(whole / 2 + 1));
    }

    /** The next step. */
    Duration next() {
        long whole = Math.min(cap.toNanos(), first.toNanos() << Math.min(tries, MOST_DOUBLINGS));
        tries++;
        return Duration.ofNanos(taken.applyAsLong(whole));
    }

    /** Begins with the first step again. */
    void reset() {
        tries = 0;
    }
}
