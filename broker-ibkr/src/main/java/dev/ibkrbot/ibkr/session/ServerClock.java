package dev.ibkrbot.ibkr.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Compares the gateway's clock with ours. Confined to its owner's lock. */
final class ServerClock {
    private static final long HALF_SECOND_MILLIS = 500;
    private static final long SECOND_MILLIS = 1000;

    /** Of an answer that took longer nobody knows when it was given: what was measured before stands. */
    private static final Duration LONGEST_WAY = Duration.ofSeconds(2);

    private final InstantSource clock;
    private Instant askedAt = Instant.MAX;
    private Optional<Duration> skew = Optional.empty();

    ServerClock(InstantSource clock) {
        this.clock = clock;
    }

    void asked() {
        askedAt = clock.instant();
    }

    /** The answer is taken to be of the middle of the way, and whole seconds of the middle of the second. */
    void answered(long epochMillis) {
        Instant now = clock.instant();
        Instant from = askedAt.isAfter(now) ? now : askedAt;
        if (skew.isPresent() && Duration.between(from, now).compareTo(LONGEST_WAY) > 0) {
            return;
        }
        Instant middle = from.plus(Duration.between(from, now).dividedBy(2));
        long millis = epochMillis % SECOND_MILLIS == 0 ? epochMillis + HALF_SECOND_MILLIS : epochMillis;
        Duration difference = Duration.between(middle, Instant.ofEpochMilli(millis));
        boolean rounding = epochMillis % SECOND_MILLIS == 0
                && difference.abs().compareTo(Duration.ofMillis(HALF_SECOND_MILLIS)) <= 0;
        skew = Optional.of(rounding ? Duration.ZERO : difference);
    }

    Optional<Duration> skew() {
        return skew;
    }
}
