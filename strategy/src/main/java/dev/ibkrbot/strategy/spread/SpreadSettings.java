package dev.ibkrbot.strategy.spread;

import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.strategy.selection.DeltaTarget;
import java.util.List;
import java.util.Optional;

/**
 * What is sold and bought as one, and how it is left. Immutable.
 *
 * @param name "vertical" or "condor", for signals
 * @param sides the sides of which one option is sold and one farther out bought; one, or both for a condor
 * @param sold delta and days of what is sold
 * @param width how far out the bought one is struck, at least, per share; positive
 * @param takeProfit part of the credit at which it is bought back, above 0 % and below 100 %
 * @param stopLoss part of the credit whose loss closes it; absent for none: no more than the width can be lost
 * @param leastPremium least credit per share; zero or more
 */
public record SpreadSettings(
        String name,
        List<Right> sides,
        DeltaTarget sold,
        Price width,
        Percent takeProfit,
        Optional<Percent> stopLoss,
        Price leastPremium) {
    public SpreadSettings {
        sides = List.copyOf(sides);
        if (sides.isEmpty() || sides.stream().distinct().count() != sides.size()) {
            throw new IllegalArgumentException("not one side, or two different ones: " + sides);
        }
        if (!width.isPositive()) {
            throw new IllegalArgumentException("width is not positive: " + width);
        }
        if (!takeProfit.isPositive() || takeProfit.compareTo(Percent.HUNDRED) >= 0) {
            throw new IllegalArgumentException("take profit is outside 0% to 100%: " + takeProfit);
        }
    }
}
