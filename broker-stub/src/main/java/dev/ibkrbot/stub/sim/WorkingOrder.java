package dev.ibkrbot.stub.sim;

import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;

/**
 * One order at the simulated exchange, with prices unpacked into longs for the matching loop. Confined to the thread of
 * the exchange.
 */
final class WorkingOrder {
    private static final long NONE = -1;

    final Order order;
    final PriceGrid grid;
    final FeeSchedule.Tab tab;
    /** When the session ends with which a DAY order expires; {@link Market#NEVER} for the others. */
    final long expiresAt;

    private final boolean buy;
    private final long limit;
    private final long trailingDistance;
    private long trigger;
    private boolean triggered;
    /** From when on it may trade: strictly later than this moment. */
    private long liveSince;

    private boolean held;
    private boolean gone;
    private Quantity wanted;
    private Quantity filled = Quantity.ZERO;
    /** What it will never trade, because others did or because its parent did not. */
    private Quantity reduced = Quantity.ZERO;

    WorkingOrder(Order order, PriceGrid grid, FeeSchedule.Tab tab, long now, long expiresAt, boolean held) {
        this.order = order;
        this.grid = grid;
        this.tab = tab;
        this.expiresAt = expiresAt;
        this.held = held;
        buy = order.side() == Side.BUY;
        limit = order.terms().limitPrice().map(Price::units).orElse(NONE);
        trigger = order.terms().triggerPrice().map(Price::units).orElse(NONE);
        trailingDistance =
                order.terms() instanceof OrderTerms.Trailing it ? it.distance().units() : NONE;
        triggered = trigger == NONE && trailingDistance == NONE;
        liveSince = now;
        // A held exit gets what its parent fills, a little at a time.
        wanted = held ? Quantity.ZERO : order.quantity();
    }

    /** Whether it may trade at this moment at all. */
    boolean isLive(long now) {
        return isActive() && now > liveSince;
    }

    /** Whether it rests, and is not held for its parent. */
    boolean isActive() {
        return !gone && !held;
    }

    boolean isGone() {
        return gone;
    }

    boolean isHeld() {
        return held;
    }

    void remove() {
        gone = true;
    }

    /** The parent filled more: this exit now covers so much, and waits for a later moment like a new order. */
    void activate(Quantity parentFilled, long now) {
        held = false;
        liveSince = now;
        wanted = parentFilled.min(order.quantity()).minus(reduced);
    }

    /** Another order of its group traded: this one must trade less. */
    void reduce(Quantity traded) {
        Quantity less = traded.min(remaining());
        reduced = reduced.plus(less);
        wanted = wanted.minus(less);
    }

    /** Its parent will never fill more than this. */
    void capTo(Quantity parentFilled) {
        reduced = reduced.plus(order.quantity().minus(parentFilled.min(order.quantity())));
    }

    Quantity filled() {
        return filled;
    }

    /** How much it may still trade now. */
    Quantity remaining() {
        return wanted.minus(filled);
    }

    /** How much it was asked for, less what others of its group traded instead. */
    Quantity open() {
        return order.quantity().minus(reduced).minus(filled);
    }

    void addFill(Quantity quantity) {
        filled = filled.plus(quantity);
    }

    /** The order with the quantity it still stands for, filled and open. */
    Order asItStands() {
        if (reduced.isZero()) {
            return order;
        }
        return new Order(
                order.id(),
                order.ref(),
                order.role(),
                order.instrument(),
                order.side(),
                order.quantity().minus(reduced),
                order.terms(),
                order.timeInForce(),
                order.parent(),
                order.ocaGroup(),
                order.approval());
    }

    /** Looks at the last price: moves a trailing trigger, and says whether the order is awake. */
    boolean wake(long last) {
        if (triggered || last == 0) {
            return triggered;
        }
        if (trailingDistance != NONE) {
            long follow = buy ? last + trailingDistance : last - trailingDistance;
            if (trigger == NONE || (buy ? follow < trigger : follow > trigger)) {
                trigger = follow;
            }
        }
        triggered = buy ? last >= trigger : last <= trigger;
        return triggered;
    }

    /** Whether it could trade while bids are never below and asks never above these. */
    boolean mayTrade(long lowestBid, long highestAsk) {
        if (trailingDistance != NONE) {
            return true;
        }
        if (!triggered) {
            return buy ? highestAsk >= trigger : lowestBid <= trigger;
        }
        return limit == NONE || (buy ? limit >= lowestBid : limit <= highestAsk);
    }

    /** Whether the price is at the limit or better; always, without a limit. */
    boolean accepts(long price) {
        return limit == NONE || (buy ? price <= limit : price >= limit);
    }
}
