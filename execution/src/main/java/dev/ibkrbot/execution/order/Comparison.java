package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.OpenOrder;
import java.util.List;
import java.util.Set;

/**
 * What became of comparing our books with the broker's. Immutable.
 *
 * @param foreign what the account holds beyond our trades
 * @param duplicates orders that live beside the one of ours that has their name
 * @param unclear symbols of which an order or a position is still in doubt
 */
public record Comparison(List<Position> foreign, List<OpenOrder> duplicates, Set<Symbol> unclear) {
    public Comparison {
        foreign = List.copyOf(foreign);
        duplicates = List.copyOf(duplicates);
        unclear = Set.copyOf(unclear);
    }
}
