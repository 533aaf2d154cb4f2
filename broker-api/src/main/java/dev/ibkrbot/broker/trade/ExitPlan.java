package dev.ibkrbot.broker.trade;

import dev.ibkrbot.broker.value.Percent;
import java.util.Optional;

/**
 * Where a position is left, relative to the price actually paid. Immutable.
 *
 * @param takeProfit gain that is taken; positive
 * @param stopLoss loss that is accepted; positive, below 100 % for a bought option or stock
 */
public record ExitPlan(Optional<Percent> takeProfit, Optional<Percent> stopLoss) {
    public ExitPlan {
        if (takeProfit.isPresent() && !takeProfit.get().isPositive()) {
            throw new IllegalArgumentException("take profit is not positive: " + takeProfit.get());
        }
        if (stopLoss.isPresent()
                && (!stopLoss.get().isPositive() || stopLoss.get().compareTo(Percent.HUNDRED) >= 0)) {
            throw new IllegalArgumentException("stop loss is outside 0% to 100%: " + stopLoss.get());
        }
    }
}
