package dev.ibkrbot.broker.order;

import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.value.Quantity;
import java.util.Optional;

/**
 * One order as it goes to the broker. Immutable.
 *
 * @param id wire number
 * @param ref our own name for it
 * @param role what it is for
 * @param instrument what is traded; never an index
 * @param side buy or sell
 * @param quantity contracts or shares; positive
 * @param terms market, limit, stop, ...
 * @param timeInForce how long it rests
 * @param parent the entry whose fill activates it, for the exits of a bracket
 * @param ocaGroup shared by orders that cancel each other
 * @param approval evidence that risk approved it
 */
public record Order(
        OrderId id,
        OrderRef ref,
        OrderRole role,
        Instrument instrument,
        Side side,
        Quantity quantity,
        OrderTerms terms,
        TimeInForce timeInForce,
        Optional<OrderId> parent,
        Optional<OcaGroup> ocaGroup,
        ApprovalDigest approval) {
    public Order {
        if (!quantity.isPositive()) {
            throw new IllegalArgumentException("order quantity is not positive: " + quantity);
        }
        if (instrument instanceof Index) {
            throw new IllegalArgumentException("an index cannot be traded: " + instrument);
        }
        if (parent.isPresent() && parent.get().equals(id)) {
            throw new IllegalArgumentException("an order is not its own parent: " + id);
        }
    }
}
