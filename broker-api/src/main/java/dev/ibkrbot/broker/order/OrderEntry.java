package dev.ibkrbot.broker.order;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The role that takes orders. Thread-safe. {@link #submit} and {@link #cancel} return when the request is queued for
 * the wire; outcomes arrive as {@link OrderEvent}s. A stage fails with a
 * {@link dev.ibkrbot.broker.error.BrokerException}; "no answer" is never an empty list.
 */
public interface OrderEntry {
    /** Queues a group as one: all of it goes, or none. */
    void submit(OrderGroup group);

    /** Asks for a cancel. An order that is already gone answers nothing. */
    void cancel(OrderId orderId);

    /** What the order would do to the account; leaves nothing behind. */
    CompletionStage<WhatIf> preview(Order order);

    /** Everything that lives at the broker for this account. */
    CompletionStage<List<OpenOrder>> openOrders();

    /** The lowest id the broker is sure to take now; ids handed out must not be below it. */
    default OrderId lowestFreeId() {
        return new OrderId(1);
    }

    /**
     * Orders of this account that ended on the current trading date, as far as the broker keeps them: one that is not
     * among them may have ended all the same. Empty for a broker that keeps none.
     */
    default CompletionStage<List<CompletedOrder>> completedOrders() {
        return CompletableFuture.completedFuture(List.of());
    }

    /** Every fill of the current trading date. */
    CompletionStage<List<Execution>> executions();
}
