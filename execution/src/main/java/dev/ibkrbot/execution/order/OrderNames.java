package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderRef;
import java.util.Optional;

/**
 * Gives orders their names back that a broker has cut short or left out: by their number, where instrument, side and
 * quantity agree, too. Without it an order that lives would count as gone, and another one be sent in its place.
 */
final class OrderNames {
    /** What a session says of an order that came without a name. */
    private static final String NAMELESS = "perm-";

    private OrderNames() {}

    /** The same lists with the names of our orders. */
    static BrokerBooks restored(BrokerBooks books, WorkingOrders working) {
        return new BrokerBooks(
                books.openOrders().stream().map(it -> restored(it, working)).toList(),
                books.executions().stream().map(it -> restored(it, working)).toList(),
                books.completed(),
                books.positions(),
                books.askedAt());
    }

    private static OpenOrder restored(OpenOrder open, WorkingOrders working) {
        Order told = open.order();
        return working.find(told.ref()).isPresent()
                ? open
                : working.find(told.id())
                        .map(TrackedOrder::order)
                        .filter(ours -> isCut(told.ref(), ours.ref()))
                        .filter(ours -> ours.instrument().equals(told.instrument())
                                && ours.side() == told.side()
                                && ours.quantity().equals(told.quantity()))
                        .map(ours -> new OpenOrder(ours, open.filled()))
                        .orElse(open);
    }

    /** A fill with the name of its order. */
    static Execution restored(Execution told, WorkingOrders working) {
        Optional<OrderRef> ours = working.find(told.ref()).isPresent()
                ? Optional.empty()
                : working.find(told.orderId())
                        .map(TrackedOrder::order)
                        .filter(it -> isCut(told.ref(), it.ref()))
                        .filter(it -> it.instrument().equals(told.instrument()) && it.side() == told.side())
                        .map(Order::ref);
        return ours.map(ref -> new Execution(
                        told.id(),
                        told.orderId(),
                        ref,
                        told.instrument(),
                        told.side(),
                        told.quantity(),
                        told.price(),
                        told.at()))
                .orElse(told);
    }

    private static boolean isCut(OrderRef told, OrderRef ours) {
        return ours.value().startsWith(told.value()) || told.value().startsWith(NAMELESS);
    }
}
