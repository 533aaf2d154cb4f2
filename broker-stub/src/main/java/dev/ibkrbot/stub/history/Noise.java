package dev.ibkrbot.stub.history;

import java.util.SplittableRandom;

/**
 * Random numbers that are the same on every JVM: only {@code nextLong} of a SplittableRandom and StrictMath. Confined
 * to one thread.
 */
final class Noise {
    private final SplittableRandom random;
    private double spare;
    private boolean hasSpare;

    /** One stream for each component of a seed, so that a draw in one does not shift the others. */
    Noise(long seed, String component) {
        random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + component.hashCode());
    }

    /** Evenly from 0, inclusive, to 1. */
    double uniform() {
        return (random.nextLong() >>> 11) * 0x1.0p-53;
    }

    /** From the standard normal distribution, by the polar method. */
    double normal() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        double u;
        double v;
        double s;
        do {
            u = 2 * uniform() - 1;
            v = 2 * uniform() - 1;
            s = u * u + v * v;
        } while (s >= 1 || s == 0);
        double factor = StrictMath.sqrt(-2 * StrictMath.log(s) / s);
        spare = v * factor;
        hasSpare = true;
        return u * factor;
    }
}
