package dev.ibkrbot.broker.order;

import dev.ibkrbot.broker.value.Quantity;

/**
 * An order that is over, as its broker keeps it for the trading date. Immutable.
 *
 * @param ref our name for it
 * @param end how it ended
 * @param filled by the broker's account; the executions say what was traded at what price
 * @param reason in the broker's words; may be empty
 */
public record CompletedOrder(OrderRef ref, End end, Quantity filled, String reason) {
    /** How an order ended. Immutable. */
    public enum End {
        FILLED,
        /** Canceled, expired or refused; what was filled before stays filled. */
        CANCELED
    }
}
