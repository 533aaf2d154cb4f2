package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;

/**
 * One order of ours and what is known of it. Only {@link WorkingOrders} changes it. Confined to the engine thread.
 */
public final class TrackedOrder {
    private final Order order;
    private final Trade trade;
    private final Instant intendedAt;
    private OrderState state = OrderState.INTENT;
    private Quantity filled = Quantity.ZERO;
    private boolean acknowledged;
    private Instant cancelAskedAt = Instant.MIN;
    private Instant missingSince = Instant.MAX;
    private Instant endedAt = Instant.MAX;

    TrackedOrder(Order order, Trade trade, Instant intendedAt) {
        this.order = order;
        this.trade = trade;
        this.intendedAt = intendedAt;
    }

    public Order order() {
        return order;
    }

    /** The trade it belongs to. */
    public Trade trade() {
        return trade;
    }

    public OrderRole role() {
        return order.role();
    }

    public OrderState state() {
        return state;
    }

    /** When its intent was journaled. */
    public Instant intendedAt() {
        return intendedAt;
    }

    /** The sum of its executions; more than the order's quantity only when the broker overfilled it. */
    public Quantity filled() {
        return filled;
    }

    /** What may still be traded; zero or more. */
    public Quantity remaining() {
        Quantity rest = order.quantity().minus(filled);
        return rest.isNegative() ? Quantity.ZERO : rest;
    }

    /** Whether it may still trade. */
    public boolean isLive() {
        return !state.isTerminal();
    }

    /** Whether the broker ever confirmed it. */
    public boolean acknowledged() {
        return acknowledged;
    }

    /** When a cancel was last asked for; {@link Instant#MIN} when never. */
    public Instant cancelAskedAt() {
        return cancelAskedAt;
    }

    /** Since when the broker's own list has been without it; {@link Instant#MAX} when it was not missed. */
    public Instant missingSince() {
        return missingSince;
    }

    /** When its end was heard of; {@link Instant#MAX} before. */
    Instant endedAt() {
        return endedAt;
    }

    void ended(Instant at) {
        endedAt = at;
    }

    /** As it lives at the broker. */
    public OpenOrder open() {
        return new OpenOrder(order, filled);
    }

    void moveTo(OrderState next) {
        trade.atRest(false);
        state = next;
        acknowledged |= next == OrderState.WORKING || next == OrderState.FILLED;
    }

    void fill(Quantity more) {
        trade.atRest(false);
        filled = filled.plus(more);
    }

    void cancelAsked(Instant at) {
        trade.atRest(false);
        cancelAskedAt = at;
    }

    void missing(Instant since) {
        missingSince = since;
    }

    @Override
    public String toString() {
        return order.ref() + " " + order.role() + " " + state;
    }
}
