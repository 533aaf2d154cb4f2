package dev.ibkrbot.execution.performance;

import dev.ibkrbot.broker.value.Money;
import java.time.Instant;
import java.util.Objects;

/**
 * A stretch of the equity curve, for a chart. Immutable.
 *
 * @param endedAt time of its last observation
 * @param equity what the account was worth then
 * @param low lowest value observed in the stretch
 * @param high highest value observed in the stretch
 */
public record EquityPoint(Instant endedAt, Money equity, Money low, Money high) {

    /** Throws {@link IllegalArgumentException} when the equity is not between low and high. */
    public EquityPoint {
        Objects.requireNonNull(endedAt, "endedAt");
        if (equity.compareTo(low) < 0 || equity.compareTo(high) > 0) {
            throw new IllegalArgumentException("equity " + equity + " is outside " + low + " to " + high);
        }
    }
}
