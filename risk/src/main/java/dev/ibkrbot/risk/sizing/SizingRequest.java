package dev.ibkrbot.risk.sizing;

import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.util.Optional;

/**
 * What a size is computed from. All amounts in one currency. Immutable.
 *
 * @param equity net liquidation; any sign
 * @param cash what may be spent on this entry; negative when nothing may
 * @param maxRisk part of equity that may be lost when the stop is hit
 * @param maxPosition part of equity that the position may cost
 * @param maxQuantity upper bound of the entry; whole, positive; absent means none
 * @param price entry price per share; zero or more
 * @param multiplier shares per contract; positive
 * @param lossAtStop part of the price that is lost when the stop is hit; 100 % when there is no stop; positive
 * @param feePerUnit expected fee of one contract or share, taken from cash only
 * @param exposureLeft what this entry may cost beside what is exposed already; negative when nothing may, absent means
 *     no such bound
 */
public record SizingRequest(
        Money equity,
        Money cash,
        Percent maxRisk,
        Percent maxPosition,
        Optional<Quantity> maxQuantity,
        Price price,
        int multiplier,
        Percent lossAtStop,
        Money feePerUnit,
        Optional<Money> exposureLeft) {
    public SizingRequest {
        if (price.isBelow(Price.ZERO)) {
            throw new IllegalArgumentException("price is negative: " + price);
        }
        if (multiplier <= 0) {
            throw new IllegalArgumentException("multiplier is not positive: " + multiplier);
        }
        if (!lossAtStop.isPositive()) {
            throw new IllegalArgumentException("loss at stop is not positive: " + lossAtStop);
        }
    }

    /** A request without a bound on exposure. */
    public SizingRequest(
            Money equity,
            Money cash,
            Percent maxRisk,
            Percent maxPosition,
            Optional<Quantity> maxQuantity,
            Price price,
            int multiplier,
            Percent lossAtStop,
            Money feePerUnit) {
        this(
                equity,
                cash,
                maxRisk,
                maxPosition,
                maxQuantity,
                price,
                multiplier,
                lossAtStop,
                feePerUnit,
                Optional.empty());
    }
}
