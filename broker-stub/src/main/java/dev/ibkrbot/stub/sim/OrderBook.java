package dev.ibkrbot.stub.sim;

import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The orders at the exchange in the order of their arrival, and what one does to another: exits wait for their parent,
 * and orders of an OCA group share one quantity. Confined to the thread of the exchange.
 */
final class OrderBook {
    private final List<WorkingOrder> orders = new ArrayList<>();
    private Consumer<OrderEvent> events = event -> {};
    private int active;
    private boolean looping;

    void reportTo(Consumer<OrderEvent> listener) {
        events = listener;
    }

    /** The orders, among which may be some that are gone. */
    List<WorkingOrder> orders() {
        return orders;
    }

    /** Whether an order rests that is not held for its parent. */
    boolean hasActive() {
        return active > 0;
    }

    boolean isEmpty() {
        return orders.isEmpty();
    }

    void add(List<WorkingOrder> accepted) {
        orders.addAll(accepted);
        count();
    }

    /** Hands over the orders that are live at this moment; those that come in meanwhile are not. */
    void forEachLive(long second, Consumer<WorkingOrder> action) {
        looping = true;
        int count = orders.size();
        for (int i = 0; i < count; i++) {
            if (orders.get(i).isLive(second)) {
                action.accept(orders.get(i));
            }
        }
        looping = false;
        sweep();
    }

    void cancel(OrderId id, Instant now) {
        cancelWhere(order -> order.order.id().equals(id), "Canceled by request", now);
    }

    /** Cancels the orders in an instrument, and those in combinations with it. */
    void cancelAll(Instrument instrument, String reason, Instant now) {
        cancelWhere(order -> isIn(order.order.instrument(), instrument), reason, now);
    }

    private static boolean isIn(Instrument traded, Instrument instrument) {
        return traded.equals(instrument)
                || traded instanceof Combo combo
                        && combo.legs().stream().anyMatch(it -> it.instrument().equals(instrument));
    }

    void expire(long second, Instant now) {
        cancelWhere(order -> order.expiresAt <= second, "DAY order expired at the close", now);
    }

    private void cancelWhere(Predicate<WorkingOrder> test, String reason, Instant now) {
        for (WorkingOrder order : List.copyOf(orders)) {
            if (!order.isGone() && test.test(order)) {
                drop(order, reason, now);
            }
        }
        sweep();
    }

    /** Cancels an order, and the exits that will now never be needed. */
    void drop(WorkingOrder order, String reason, Instant now) {
        order.remove();
        events.accept(new OrderEvent.Canceled(order.order.id(), order.order.ref(), reason, now));
        for (WorkingOrder child : List.copyOf(orders)) {
            if (!child.isGone() && isChild(child, order)) {
                child.capTo(order.filled());
                if (child.isHeld() || child.open().isZero()) {
                    drop(child, "Its parent was canceled", now);
                }
            }
        }
    }

    /** Passes on what a fill means: it may end the order, takes from its OCA group and wakes its exits. */
    void afterFill(WorkingOrder order, Quantity quantity, Instant now) {
        finishIfDone(order, now);
        for (int i = 0; i < orders.size(); i++) {
            WorkingOrder other = orders.get(i);
            if (other == order || other.isGone()) {
                continue;
            }
            if (order.order.ocaGroup().isPresent() && other.order.ocaGroup().equals(order.order.ocaGroup())) {
                other.reduce(quantity);
                finishIfDone(other, now);
            } else if (isChild(other, order)) {
                other.activate(order.filled(), now.getEpochSecond());
            }
        }
    }

    private void finishIfDone(WorkingOrder order, Instant now) {
        if (!order.open().isZero()) {
            return;
        }
        if (order.filled().equals(order.order.quantity())) {
            order.remove();
        } else {
            drop(order, "Nothing is left to trade: the rest went to its OCA group or its parent never filled it", now);
        }
    }

    private static boolean isChild(WorkingOrder child, WorkingOrder parent) {
        return child.order.parent().isPresent() && child.order.parent().get().equals(parent.order.id());
    }

    private void sweep() {
        // A listener may cancel while the matching loop is under way; the loop sweeps at its end.
        if (!looping) {
            orders.removeIf(WorkingOrder::isGone);
        }
        count();
    }

    private void count() {
        active = 0;
        for (int i = 0; i < orders.size(); i++) {
            if (orders.get(i).isActive()) {
                active++;
            }
        }
    }

    List<OpenOrder> open() {
        List<OpenOrder> open = new ArrayList<>();
        for (WorkingOrder order : orders) {
            if (!order.isGone()) {
                open.add(new OpenOrder(order.asItStands(), order.filled()));
            }
        }
        return List.copyOf(open);
    }
}
