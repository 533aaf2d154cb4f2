package dev.ibkrbot.strategy.selection;

import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.value.Price;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * Where the strike lies from the underlying's price, seen from the buyer of the option: in the money is below the price
 * for a call and above it for a put. Immutable.
 */
public enum Moneyness {
    /** The nearest strike; of two equally near ones the lower. */
    ATM("atm"),
    /** The first strike in the money; never the price itself. */
    ITM_1("itmp1"),
    /** The first strike out of the money; never the price itself. */
    OTM_1("otmp1");

    private final String key;

    Moneyness(String key) {
        this.key = key;
    }

    /** The word used for it in configurations: atm, itmp1 or otmp1. */
    public String key() {
        return key;
    }

    /** The moneyness of a configuration word; absent for an unknown word. */
    public static Optional<Moneyness> ofKey(String key) {
        for (Moneyness moneyness : values()) {
            if (moneyness.key.equals(key)) {
                return Optional.of(moneyness);
            }
        }
        return Optional.empty();
    }

    /** The strike aimed at; absent when no strike lies there. */
    public Optional<Price> target(NavigableSet<Price> strikes, Right right, Price underlying) {
        if (this == ATM) {
            return strikes.stream().min(nearestTo(underlying));
        }
        boolean below = (this == ITM_1) == (right == Right.CALL);
        return Optional.ofNullable(below ? strikes.lower(underlying) : strikes.higher(underlying));
    }

    /** Nearest first; of two equally near ones the lower first. */
    static Comparator<Price> nearestTo(Price center) {
        return Comparator.<Price, Price>comparing(strike -> strike.minus(center).abs())
                .thenComparing(Comparator.naturalOrder());
    }
}
