package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.OrderRef;
import java.util.List;
import java.util.Set;

/**
 * What became of comparing our books with the broker's. Immutable.
 *
 * @param foreign what the account holds beyond our trades
 * @param strangers names of orders, in our form, that we do not know: of a journal that is lost, or of another bot
 * @param duplicates orders that live beside the one of ours that has their name
 * @param unclear symbols of which an order or a position is still in doubt
 */
public record Comparison(
        List<Position> foreign, Set<OrderRef> strangers, List<OpenOrder> duplicates, Set<Symbol> unclear) {
    public Comparison {
        foreign = List.copyOf(foreign);
        strangers = Set.copyOf(strangers);
        duplicates = List.copyOf(duplicates);
        unclear = Set.copyOf(unclear);
    }
}
