package dev.ibkrbot.broker.order;

import java.util.List;
import java.util.Optional;

/**
 * Orders that reach the broker as one: a single order, or an entry with its exits of which only the last transmits.
 * The first order is the parent of all others. Immutable.
 *
 * @param orders at least one, in sending order
 */
public record OrderGroup(List<Order> orders) {
    public OrderGroup {
        orders = List.copyOf(orders);
        if (orders.isEmpty()) {
            throw new IllegalArgumentException("an order group without orders");
        }
        Order first = orders.get(0);
        for (Order child : orders.subList(1, orders.size())) {
            if (!child.parent().equals(Optional.of(first.id()))) {
                throw new IllegalArgumentException("order " + child.id() + " is not a child of " + first.id());
            }
        }
    }

    /** A group of one. */
    public static OrderGroup single(Order order) {
        return new OrderGroup(List.of(order));
    }

    /** The order that opens or closes; the parent of the rest. */
    public Order first() {
        return orders.get(0);
    }
}
