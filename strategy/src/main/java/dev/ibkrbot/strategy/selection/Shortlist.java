package dev.ibkrbot.strategy.selection;

import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.trade.SelectionFunnel.Candidate;
import java.util.List;

/**
 * The contracts worth quoting, and those that were left out already. Immutable.
 *
 * @param contracts nearest to the target strike first; of two equally near ones the lower first
 * @param leftOut the other contracts of the right, each with its reason
 */
public record Shortlist(List<OptionContract> contracts, List<Candidate> leftOut) {
    public Shortlist {
        contracts = List.copyOf(contracts);
        leftOut = List.copyOf(leftOut);
    }
}
