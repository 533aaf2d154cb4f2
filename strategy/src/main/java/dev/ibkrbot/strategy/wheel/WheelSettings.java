package dev.ibkrbot.strategy.wheel;

import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.strategy.selection.DeltaTarget;
import java.util.Optional;

/**
 * How the wheel turns on one symbol. Immutable.
 *
 * @param put what is written against cash
 * @param call what is written against shares
 * @param takeProfit part of the premium at which it is bought back, above 0 % and below 100 %
 * @param stopLoss part of the premium whose loss closes it; absent for none: it may be assigned
 * @param leastPremium per share, below which nothing is written; zero or more
 * @param rollDays what is in the money with so many calendar days left, or fewer, is rolled if that brings a credit
 */
public record WheelSettings(
        DeltaTarget put,
        DeltaTarget call,
        Percent takeProfit,
        Optional<Percent> stopLoss,
        Price leastPremium,
        int rollDays) {
    /** Delta 0.30 and a week for both, bought back at half of the premium, rolled from two days before the end. */
    public static final WheelSettings DEFAULT = new WheelSettings(
            new DeltaTarget(0.30, 7),
            new DeltaTarget(0.30, 7),
            Percent.of("50"),
            Optional.empty(),
            Price.of("0.10"),
            2);

    public WheelSettings {
        if (!takeProfit.isPositive() || takeProfit.compareTo(Percent.HUNDRED) >= 0) {
            throw new IllegalArgumentException("take profit is outside 0% to 100%: " + takeProfit);
        }
        if (leastPremium.isBelow(Price.ZERO)) {
            throw new IllegalArgumentException("least premium is negative: " + leastPremium);
        }
        if (rollDays < 0) {
            throw new IllegalArgumentException("days to roll are negative: " + rollDays);
        }
    }
}
