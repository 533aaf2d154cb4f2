package dev.ibkrbot.ibkr.session;

import java.time.Duration;

/**
 * How often and how long a gateway that was never ready is tried. Pauses between tries begin with the interval and
 * double up to 30 seconds, or stay at the interval if that is longer; they are exact. Immutable.
 *
 * @param interval between the first and the second try; positive
 * @param mostTries the last of them is given up; at least 1
 * @param timeout a try that fails so long after the first began is the last one, too; zero for one try
 */
public record Startup(Duration interval, int mostTries, Duration timeout) {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    public Startup {
        if (interval.isNegative() || interval.isZero() || timeout.isNegative() || mostTries < 1) {
            throw new IllegalArgumentException(
                    "no way to start: " + mostTries + " tries in " + timeout + ", every " + interval);
        }
    }

    /** One try. */
    public static Startup once() {
        return new Startup(Duration.ofSeconds(5), 1, Duration.ZERO);
    }

    /** Until it works. */
    public static Startup forEver(Duration interval) {
        return new Startup(interval, Integer.MAX_VALUE, Duration.ofDays(36_500));
    }

    /** Whether so many failed tries in this time are enough. */
    public boolean isOver(int tries, Duration elapsed) {
        return tries >= mostTries || elapsed.compareTo(timeout) >= 0;
    }

    Duration longestPause() {
        return interval.compareTo(LONGEST_PAUSE) > 0 ? interval : LONGEST_PAUSE;
    }
}
