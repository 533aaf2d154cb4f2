package dev.ibkrbot.broker.order;

import dev.ibkrbot.broker.value.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a broker reports about an order. Events may repeat and may come in any order; only {@link Filled}, and
 * {@link Busted} which takes it back, say how much was traded. Immutable.
 */
public sealed interface OrderEvent {
    /** When it was reported. */
    Instant at();

    /** Calls the function of the case at hand. */
    default <T> T match(
            Function<Accepted, T> accepted,
            Function<Filled, T> filled,
            Function<Charged, T> charged,
            Function<Canceled, T> canceled,
            Function<Rejected, T> rejected,
            Function<Busted, T> busted) {
        if (this instanceof Accepted it) {
            return accepted.apply(it);
        }
        if (this instanceof Filled it) {
            return filled.apply(it);
        }
        if (this instanceof Charged it) {
            return charged.apply(it);
        }
        if (this instanceof Canceled it) {
            return canceled.apply(it);
        }
        if (this instanceof Rejected it) {
            return rejected.apply(it);
        }
        return busted.apply((Busted) this);
    }

    /** The broker has it: resting at the market, or held until its parent fills or its trigger is touched. */
    record Accepted(OrderId orderId, OrderRef ref, Instant at) implements OrderEvent {}

    /**
     * Part or all of it was traded. A fill that is corrected is reported once more: its id {@linkplain
     * ExecutionId#corrects corrects} the earlier one, and its quantity and price replace those.
     */
    record Filled(Execution execution) implements OrderEvent {
        @Override
        public Instant at() {
            return execution.at();
        }

        @Override
        public String toString() {
            return "filled " + execution;
        }
    }

    /**
     * What a fill cost in fees; positive is a charge. May come before the fill, late or never. A charge for the
     * correction of a fill replaces the earlier one.
     *
     * @param legOf the order of a combination, where what was charged for is the fill of one of its legs, which is not
     *     reported by itself; the charges of all legs add up
     */
    record Charged(ExecutionId executionId, Optional<OrderRef> legOf, Money commission, Instant at)
            implements OrderEvent {
        /** A charge for a fill that is reported. */
        public Charged(ExecutionId executionId, Money commission, Instant at) {
            this(executionId, Optional.empty(), commission, at);
        }
    }

    /** It is no longer there; what was filled before stays filled. */
    record Canceled(OrderId orderId, OrderRef ref, String reason, Instant at) implements OrderEvent {}

    /** The broker refused it. */
    record Rejected(OrderId orderId, OrderRef ref, int code, String reason, Instant at) implements OrderEvent {}

    /** The exchange took a fill back: nothing was traded by it. The id is that of the fill or of its last correction. */
    record Busted(ExecutionId executionId, String reason, Instant at) implements OrderEvent {}
}
