package dev.ibkrbot.risk.sizing;

import dev.ibkrbot.broker.value.Quantity;
import java.util.List;
import java.util.Optional;

/**
 * A size and where it came from. Immutable.
 *
 * @param allowances of RISK, POSITION and CASH, in this order, and of EXPOSURE where there is such a bound
 * @param maxQuantity the COUNT cap; absent means none
 */
public record Sizing(List<Allowance> allowances, Optional<Quantity> maxQuantity) {
    private static final List<Cap> ORDER = List.of(Cap.RISK, Cap.POSITION, Cap.CASH, Cap.EXPOSURE);
    private static final int ALWAYS = 3;

    public Sizing {
        allowances = List.copyOf(allowances);
        if (!areComplete(allowances)) {
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

    /** What this cap allows; absent for COUNT, and for EXPOSURE without such a bound. */
    public Optional<Allowance> of(Cap cap) {
        return allowances.stream().filter(it -> it.cap() == cap).findFirst();
    }

    private Allowance smallest() {
        Allowance smallest = allowances.get(0);
        for (Allowance other : allowances) {
            smallest = other.quantity().compareTo(smallest.quantity()) < 0 ? other : smallest;
        }
        return smallest;
    }

    private static boolean areComplete(List<Allowance> allowances) {
        for (int i = 0; i < allowances.size(); i++) {
            if (i == ORDER.size() || allowances.get(i).cap() != ORDER.get(i)) {
                return false;
            }
        }
        return allowances.size() >= ALWAYS;
    }
}
