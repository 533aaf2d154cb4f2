package dev.ibkrbot.broker.order;

import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;

/**
 * One fill: the only truth about how much was traded at what price. Immutable.
 *
 * @param id the broker's number of it
 * @param orderId wire number of the order that filled
 * @param ref our name for that order
 * @param instrument what was traded
 * @param side bought or sold
 * @param quantity of this fill alone; positive
 * @param price per share
 * @param at when
 */
public record Execution(
        ExecutionId id,
        OrderId orderId,
        OrderRef ref,
        Instrument instrument,
        Side side,
        Quantity quantity,
        Price price,
        Instant at) {
    public Execution {
        if (!quantity.isPositive()) {
            throw new IllegalArgumentException("executed quantity is not positive: " + quantity);
        }
    }

    /** As a person would say it: "BUY 2 SPY 20261120 C 559.00 at 2.88 (0001.01)". */
    @Override
    public String toString() {
        return side + " " + quantity + " " + instrument + " at " + price + " (" + id.value() + ")";
    }
}
