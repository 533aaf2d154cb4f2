package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.trade.ExitPlan;
import java.util.List;
import java.util.Optional;

/**
 * Which positions are taken over that are found at the start, and how they are left. Immutable.
 *
 * @param underlyings those whose options are; empty for none
 * @param bought exits of what is held long, from its average price
 * @param written exits of what is held short, from its average price
 */
public record AdoptionRule(List<Symbol> underlyings, ExitPlan bought, ExitPlan written) {
    private static final ExitPlan NO_EXITS = new ExitPlan(Optional.empty(), Optional.empty());

    /** Nothing is taken over. */
    public static final AdoptionRule NONE = new AdoptionRule(List.of(), NO_EXITS, NO_EXITS);

    public AdoptionRule {
        underlyings = List.copyOf(underlyings);
    }
}
