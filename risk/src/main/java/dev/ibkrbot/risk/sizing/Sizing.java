package dev.ibkrbot.risk.sizing;

import dev.ibkrbot.broker.value.Quantity;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A size and where it came from. Immutable.
 *
 * @param allowances of RISK, POSITION and CASH, in this order
 * @param maxQuantity the COUNT cap; absent means none
 */
public record Sizing(List<Allowance> allowances, Optional<Quantity> maxQuantity) {
    public Sizing {
        allowances = List.copyOf(allowances);
        if (!allowances.stream().map(Allowance::cap).toList().equals(List.of(Cap.RISK, Cap.POSITION, Cap.CASH))) {
            throw new IllegalArgumentException("not the allowances of RISK, POSITION and CASH: " + allowances);
        }
    }

    /** Whole contracts or shares that every cap allows; zero when one allows none, never forced to one. */
    public Quantity quantity() {
        Quantity fits = smallest().quantity();
        return maxQuantity.map(fits::min).orElse(fits);
    }

    /** The cap that decided: the smallest, the first of equals. */
    public Cap boundBy() {
        return quantity().equals(smallest().quantity()) ? smallest().cap() : Cap.COUNT;
    }

    /** What this cap allows. {@link IllegalArgumentException} for COUNT. */
    public Allowance of(Cap cap) {
        return allowances.stream()
                .filter(it -> it.cap() == cap)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no allowance of money: " + cap));
    }

    private Allowance smallest() {
        return allowances.stream()
                .min(Comparator.comparing(Allowance::quantity))
                .orElseThrow();
    }
}
