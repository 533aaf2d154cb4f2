package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.value.Money;
import java.util.Optional;

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

    /**
     * A fill of ours was corrected by the exchange.
     *
     * @param fill the id it was first told by
     * @param latest the id of the correction
     * @param before what it was; absent when it had been taken back
     * @param after what it is; absent when it is taken back
     */
    record Corrected(
            TrackedOrder order,
            ExecutionId fill,
            ExecutionId latest,
            Optional<Execution> before,
            Optional<Execution> after,
            String reason)
            implements OrderChange {}

    /**
     * A fill of ours was charged for.
     *
     * @param fill the id it was first told by
     * @param charge what was charged for: a version of it, or the fill of a leg
     * @param ofLeg whether that is the fill of a leg of a combination
     * @param first whether nothing was charged for that before
     * @param more what is charged beyond what was before
     */
    record Charged(TrackedOrder order, ExecutionId fill, ExecutionId charge, boolean ofLeg, boolean first, Money more)
            implements OrderChange {}

    /** A charge for a fill of ours that cannot be: it is not counted. */
    record Absurd(TrackedOrder order, ExecutionId fill, Money commission) implements OrderChange {}

    /** It concerns no order of ours. */
    record Foreign(OrderEvent event) implements OrderChange {}
}
