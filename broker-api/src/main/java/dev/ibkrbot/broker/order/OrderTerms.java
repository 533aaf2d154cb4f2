package dev.ibkrbot.broker.order;

import dev.ibkrbot.broker.value.Price;
import java.util.Optional;
import java.util.function.Function;

/** At what price an order trades. Prices are per share and on the instrument's grid. Immutable. */
public sealed interface OrderTerms {
    /** Calls the function of the case at hand. */
    default <T> T match(
            Function<Market, T> market,
            Function<Limit, T> limit,
            Function<Stop, T> stop,
            Function<StopLimit, T> stopLimit,
            Function<Trailing, T> trailing) {
        if (this instanceof Market it) {
            return market.apply(it);
        }
        if (this instanceof Limit it) {
            return limit.apply(it);
        }
        if (this instanceof Stop it) {
            return stop.apply(it);
        }
        if (this instanceof StopLimit it) {
            return stopLimit.apply(it);
        }
        return trailing.apply((Trailing) this);
    }

    /** The worst price it may trade at, where it names one. */
    default Optional<Price> limitPrice() {
        return match(
                it -> Optional.empty(),
                it -> Optional.of(it.price()),
                it -> Optional.empty(),
                it -> Optional.of(it.limit()),
                it -> Optional.empty());
    }

    /** The price that wakes it, where it names one. */
    default Optional<Price> triggerPrice() {
        return match(
                it -> Optional.empty(),
                it -> Optional.empty(),
                it -> Optional.of(it.trigger()),
                it -> Optional.of(it.trigger()),
                it -> Optional.empty());
    }

    /** At once, at any price. */
    record Market() implements OrderTerms {
        @Override
        public String toString() {
            return "MKT";
        }
    }

    /** At this price or better. */
    record Limit(Price price) implements OrderTerms {
        @Override
        public String toString() {
            return "LMT " + price;
        }
    }

    /** A market order once the trigger is touched. */
    record Stop(Price trigger) implements OrderTerms {
        @Override
        public String toString() {
            return "STP " + trigger;
        }
    }

    /** A limit order once the trigger is touched. */
    record StopLimit(Price trigger, Price limit) implements OrderTerms {
        @Override
        public String toString() {
            return "STP LMT " + trigger + " " + limit;
        }
    }

    /** A stop that follows the best price at a positive distance. */
    record Trailing(Price distance) implements OrderTerms {
        public Trailing {
            if (!distance.isPositive()) {
                throw new IllegalArgumentException("trailing distance is not positive: " + distance);
            }
        }

        @Override
        public String toString() {
            return "TRAIL " + distance;
        }
    }
}
