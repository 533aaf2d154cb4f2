package dev.ibkrbot.risk.day;

import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import java.math.BigInteger;

/** When a trading date has lost enough. */
public final class DailyLoss {
    private DailyLoss() {}

    /**
     * Whether the part of the starting equity that is gone has reached the limit: (start - now) / start &ge; |limit|,
     * exactly. False when the start is not positive, because then there is no part to speak of.
     *
     * @param start equity when the trading date began
     * @param now equity at present, in the same currency
     * @param limit its sign does not matter
     */
    public static boolean isReached(Money start, Money now, Percent limit) {
        if (!start.isPositive()) {
            return false;
        }
        // As products, so that no quotient is rounded: 85000.01 of 100000 has not lost 15 %.
        BigInteger lost = BigInteger.valueOf(start.minus(now).units())
                .multiply(BigInteger.valueOf(Percent.HUNDRED.fractionUnits()));
        BigInteger allowed = BigInteger.valueOf(start.units())
                .multiply(BigInteger.valueOf(limit.abs().fractionUnits()));
        return lost.compareTo(allowed) >= 0;
    }
}
