package dev.ibkrbot.ibkr.translate;

import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Exact decimals of the wire as exact values of ours; what has more than eight places is rounded half-even. */
public final class Amounts {
    private static final int PLACES = 8;

    private Amounts() {}

    public static Price price(BigDecimal decimal) {
        return Price.ofUnits(units(decimal));
    }

    public static Quantity quantity(BigDecimal decimal) {
        return Quantity.ofUnits(units(decimal));
    }

    public static Money money(BigDecimal decimal, Currency currency) {
        return Money.ofUnits(units(decimal), currency);
    }

    /** The average cost of one contract, multiplier included, as a price per share. */
    public static Price perShare(BigDecimal costPerContract, int multiplier) {
        return price(costPerContract.divide(BigDecimal.valueOf(multiplier), PLACES, RoundingMode.HALF_EVEN));
    }

    /** A decimal text; absent when it is none. */
    public static Optional<BigDecimal> decimal(String text) {
        try {
            BigDecimal value = new BigDecimal(text);
            // An unset figure is sent as the largest double or integer.
            return value.abs().compareTo(new BigDecimal("1E15")) < 0 ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static long units(BigDecimal decimal) {
        return decimal.setScale(PLACES, RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
    }
}
