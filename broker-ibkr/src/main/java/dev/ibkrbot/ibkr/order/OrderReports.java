package dev.ibkrbot.ibkr.order;

import dev.ibkrbot.broker.order.OrderEvent;

/** Where order events and what a person should know go. Called under the broker's lock; returns at once. */
public interface OrderReports {
    void event(OrderEvent event);

    /** Something that has no event and that a person should see. */
    void urgent(String text);
}
