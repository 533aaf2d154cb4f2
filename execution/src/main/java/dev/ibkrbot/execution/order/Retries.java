package dev.ibkrbot.execution.order;

import java.time.Duration;
import java.time.Instant;

/**
 * When what failed may be tried again: after five seconds, then ever later up to about five minutes. Confined to the
 * engine thread.
 */
final class Retries {
    static final Duration LONGEST = Duration.ofSeconds(320);

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 6;

    private int failures;
    private Instant next = Instant.MIN;

    /** An attempt failed; true the first time. */
    boolean failed(Instant now) {
        return failed(LONGEST, now);
    }

    /** An attempt failed, and the next is made after so long at the latest; true the first time. */
    boolean failed(Duration longest, Instant now) {
        Duration pause = FIRST.multipliedBy(1L << StrictMath.min(failures, MOST_DOUBLINGS));
        next = now.plus(pause.compareTo(longest) < 0 ? pause : longest);
        failures++;
        return failures == 1;
    }

    /** Whether an attempt of then was not followed by a failure yet. */
    boolean isUncounted(Instant attempt) {
        return !attempt.isBefore(next);
    }

    /** The earliest moment of the next attempt; {@link Instant#MIN} before any failed. */
    Instant next() {
        return next;
    }
}
