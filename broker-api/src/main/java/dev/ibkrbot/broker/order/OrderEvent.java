package dev.ibkrbot.broker.order;

import dev.ibkrbot.broker.value.Money;
import java.time.Instant;
import java.util.function.Function;

/**
 * What a broker reports about an order. Events may repeat and may come in any order; only {@link Filled} says how
 * much was traded. Immutable.
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
            Function<Rejected, T> rejected) {
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
        return rejected.apply((Rejected) this);
    }

    /** The broker has it: resting at the market, or held until its parent fills or its trigger is touched. */
    record Accepted(OrderId orderId, OrderRef ref, Instant at) implements OrderEvent {}

    /** Part or all of it was traded. */
    record Filled(Execution execution) implements OrderEvent {
        @Override
        public Instant at() {
            return execution.at();
        }
    }

    /** What a fill cost in fees; positive is a charge. May come late or never. */
    record Charged(ExecutionId executionId, Money commission, Instant at) implements OrderEvent {}

    /** It is no longer there; what was filled before stays filled. */
    record Canceled(OrderId orderId, OrderRef ref, String reason, Instant at) implements OrderEvent {}

    /** The broker refused it. */
    record Rejected(OrderId orderId, OrderRef ref, int code, String reason, Instant at) implements OrderEvent {}
}
