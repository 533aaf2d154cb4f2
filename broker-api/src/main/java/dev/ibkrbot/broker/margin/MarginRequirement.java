package dev.ibkrbot.broker.margin;

import dev.ibkrbot.broker.value.Money;

/**
 * What must stand behind positions: of cash and the value of stock, in which the value of options does not count.
 * Immutable.
 *
 * @param initial to take them on
 * @param maintenance to keep them
 */
public record MarginRequirement(Money initial, Money maintenance) {
    /** Both requirements together. */
    public MarginRequirement plus(MarginRequirement other) {
        return new MarginRequirement(initial.plus(other.initial), maintenance.plus(other.maintenance));
    }

    static MarginRequirement same(Money amount) {
        return new MarginRequirement(amount, amount);
    }
}
