package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.value.Money;

/** What a broker's report changed in our books. Immutable, but the orders named in it move on. */
public sealed interface OrderChange {
    /** It repeated what was known. */
    record Nothing() implements OrderChange {
        static final Nothing INSTANCE = new Nothing();
    }

    /** An order reached another state without trading. */
    record Moved(TrackedOrder order, OrderState from, OrderState to, String reason) implements OrderChange {}

    /**
     * An order traded.
     *
     * @param late it had been given up before
     * @param overfilled more was traded than ordered
     */
    record Traded(TrackedOrder order, Execution execution, boolean late, boolean overfilled) implements OrderChange {}

    /** A fill of ours was charged for. */
    record Charged(TrackedOrder order, ExecutionId executionId, Money commission) implements OrderChange {}

    /** It concerns no order of ours. */
    record Foreign(OrderEvent event) implements OrderChange {}
}
