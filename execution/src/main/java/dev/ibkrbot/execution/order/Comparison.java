package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Symbol;
import java.util.List;
import java.util.Set;

/**
 * What became of comparing our books with the broker's. Immutable.
 *
 * @param foreign what the account holds beyond our trades
 * @param unclear symbols of which an order or a position is still in doubt
 */
public record Comparison(List<Position> foreign, Set<Symbol> unclear) {
    public Comparison {
        foreign = List.copyOf(foreign);
        unclear = Set.copyOf(unclear);
    }
}
