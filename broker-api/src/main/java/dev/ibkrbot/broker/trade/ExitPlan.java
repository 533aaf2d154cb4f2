package dev.ibkrbot.broker.trade;

import dev.ibkrbot.broker.value.Percent;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a position is left, relative to the price actually paid. Immutable.
 *
 * @param takeProfit gain that is taken; positive
 * @param stopLoss loss that is accepted, as a part of the price; positive, below 100 % for what is bought
 * @param emergencyLoss loss at which it is closed by supervision, should the stop have failed; positive
 * @param timeStop how long it is held at most; positive
 * @param closeAtDte calendar days to the expiration at which it is closed; 0 or more
 */
public record ExitPlan(
        Optional<Percent> takeProfit,
        Optional<Percent> stopLoss,
        Optional<Percent> emergencyLoss,
        Optional<Duration> timeStop,
        OptionalInt closeAtDte) {
    public ExitPlan {
        if (takeProfit.isPresent() && !takeProfit.get().isPositive()) {
            throw new IllegalArgumentException("take profit is not positive: " + takeProfit.get());
        }
        if (stopLoss.isPresent() && !stopLoss.get().isPositive()) {
            throw new IllegalArgumentException("stop loss is not positive: " + stopLoss.get());
        }
        if (emergencyLoss.isPresent() && !emergencyLoss.get().isPositive()) {
            throw new IllegalArgumentException("emergency loss is not positive: " + emergencyLoss.get());
        }
        if (timeStop.isPresent()
                && (timeStop.get().isNegative() || timeStop.get().isZero())) {
            throw new IllegalArgumentException("time stop is not positive: " + timeStop.get());
        }
        if (closeAtDte.isPresent() && closeAtDte.getAsInt() < 0) {
            throw new IllegalArgumentException("days to the expiration are negative: " + closeAtDte.getAsInt());
        }
    }

    /** Leaves what was bought by price alone: no more than all of it can be lost. */
    public ExitPlan(Optional<Percent> takeProfit, Optional<Percent> stopLoss) {
        this(takeProfit, requirePart(stopLoss), Optional.empty(), Optional.empty(), OptionalInt.empty());
    }

    /** Leaves what was written by price alone, in parts of the premium: bought back lower for a gain, higher for a loss. */
    public static ExitPlan ofWritten(Optional<Percent> takeProfit, Optional<Percent> stopLoss) {
        return new ExitPlan(takeProfit, stopLoss, Optional.empty(), Optional.empty(), OptionalInt.empty());
    }

    private static Optional<Percent> requirePart(Optional<Percent> stopLoss) {
        if (stopLoss.isPresent()
                && (!stopLoss.get().isPositive() || stopLoss.get().compareTo(Percent.HUNDRED) >= 0)) {
            throw new IllegalArgumentException("stop loss is outside 0% to 100%: " + stopLoss.get());
        }
        return stopLoss;
    }
}
