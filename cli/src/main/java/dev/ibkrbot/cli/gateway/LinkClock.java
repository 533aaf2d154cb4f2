package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.cli.wiring.SystemTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time of a gateway: this machine's, until the gateway turns out to be a simulation, whose clock is followed or moved.
 * Thread-safe.
 */
final class LinkClock implements InstantSource {
    private static final double NANOS_PER_SECOND = 1e9;

    private volatile InstantSource source = SystemTime.CLOCK;
    private volatile Duration moved = Duration.ZERO;

    @Override
    public Instant instant() {
        return source.instant();
    }

    /** A clock that only goes forward, in nanoseconds; with time that is moved, it moves. */
    long nanos() {
        return SystemTime.nanos() + moved.toNanos();
    }

    /** From now on this far ahead of the machine's, and this much faster. */
    void follow(Duration ahead, double speed) {
        Instant begun = SystemTime.CLOCK.instant();
        Instant start = begun.plus(ahead);
        source = () -> {
            Duration passed = Duration.between(begun, SystemTime.CLOCK.instant());
            double seconds = (passed.getSeconds() + passed.getNano() / NANOS_PER_SECOND) * speed;
            return start.plusNanos(StrictMath.round(seconds * NANOS_PER_SECOND));
        };
    }

    /** From now on it stands still between moves. */
    void stand(Instant now) {
        source = () -> now;
    }

    void moveTo(Instant moment) {
        moved = moved.plus(Duration.between(instant(), moment));
        stand(moment);
    }
}
