package dev.ibkrbot.broker;

import dev.ibkrbot.broker.account.OptionSettlement;
import dev.ibkrbot.broker.order.OrderEvent;

/**
 * Hears what a broker reports. Called on a thread of the broker, in order, and must return at once: post the event
 * and leave.
 */
public interface BrokerListener {
    void onOrderEvent(OrderEvent event);

    void onConnection(ConnectionState state);

    /** What the broker says beside order events and states; may be ignored. */
    default void onNotice(BrokerNotice notice) {}

    /** An option position ended by expiry, exercise or assignment. May repeat; counted once by its id. */
    default void onSettlement(OptionSettlement settlement) {}
}
