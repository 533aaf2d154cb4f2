package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.ibkr.IbkrBroker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Our clock, set by the gateway's once that is known: behind a simulated gateway it is another day, and a day decides
 * which expirations there are. Thread-safe.
 */
final class GatewayTime implements InstantSource {
    private final InstantSource ours;
    private volatile Duration ahead = Duration.ZERO;

    GatewayTime(InstantSource ours) {
        this.ours = ours;
    }

    @Override
    public Instant instant() {
        return ours.instant().plus(ahead);
    }

    /** Sets it once, by what the broker has measured; without a measurement it stays ours. Answers by how much. */
    Duration follow(IbkrBroker broker) {
        ahead = broker.clockSkew().orElse(Duration.ZERO);
        return ahead;
    }
}
