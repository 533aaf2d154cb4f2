package dev.ibkrbot.broker;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Simulated time: the driver asks when the market changes next and moves it there. The clock stands still in
 * between, so a whole day runs as fast as it can be computed. Confined to the driver's thread.
 */
public interface Timeline extends InstantSource {
    /** When the market changes next; absent when the simulation is over. Always after {@link #instant()}. */
    Optional<Instant> next();

    /**
     * Moves the clock to a moment not before the present one, and the market with it: resting orders are matched and
     * reported on the way. {@link IllegalArgumentException} when the moment lies in the past.
     */
    void advanceTo(Instant moment);
}
