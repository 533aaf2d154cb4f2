package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The state machine of our orders. Reports are matched by order ref and may repeat and come in any order: quantity
 * comes from executions alone, each counted once, and a terminal state is left only by a late fill or by the
 * reconciler's evidence. Confined to the engine thread.
 */
final class WorkingOrders {
    private final Map<OrderRef, TrackedOrder> orders = new LinkedHashMap<>();
    private final FillBook fills = new FillBook();
    private final Map<ExecutionId, Execution> foreign = new HashMap<>();

    /** Begins to follow an order whose intent is about to be journaled; its ref must be new. */
    TrackedOrder track(Order order, Trade trade, Instant at) {
        TrackedOrder tracked = new TrackedOrder(order, trade, at);
        if (orders.putIfAbsent(order.ref(), tracked) != null) {
            throw new IllegalArgumentException("order ref is used already: " + order.ref());
        }
        return tracked;
    }

    /** The order was handed over; what was reported before this call stays. */
    void sent(TrackedOrder order) {
        if (order.state() == OrderState.INTENT) {
            order.moveTo(OrderState.SENT);
        }
    }

    /** Takes in a report. */
    OrderChange apply(OrderEvent event) {
        return event.match(
                it -> move(it.ref(), OrderState.WORKING, "", event),
                it -> fill(OrderNames.restored(it.execution(), this), event),
                fills::charge,
                it -> move(it.ref(), OrderState.CANCELED, it.reason(), event),
                it -> move(it.ref(), OrderState.REJECTED, it.code() + " " + it.reason(), event),
                this::bust);
    }

    private OrderChange move(OrderRef ref, OrderState to, String reason, OrderEvent event) {
        TrackedOrder order = orders.get(ref);
        if (order == null) {
            return new OrderChange.Foreign(event);
        }
        // Acknowledging what was called lost proves that it lives; every other terminal state is sticky.
        boolean resurrected = order.state() == OrderState.LOST && to == OrderState.WORKING;
        if (order.state() == to || (order.state().isTerminal() && !resurrected)) {
            return OrderChange.Nothing.INSTANCE;
        }
        return settle(order, to, reason);
    }

    /** Moves an order on evidence other than a report: for the reconciler and the replay. */
    OrderChange.Moved settle(TrackedOrder order, OrderState to, String reason) {
        OrderState from = order.state();
        order.moveTo(to);
        if (to != OrderState.IN_DOUBT) {
            order.missing(Instant.MAX);
        }
        return new OrderChange.Moved(order, from, to, reason);
    }

    private OrderChange fill(Execution execution, OrderEvent event) {
        FillBook.Known known = fills.find(execution.id()).orElse(null);
        if (known != null) {
            return execution.id().corrects(known.latest())
                    ? correct(known, execution.id(), Optional.of(execution), "corrected")
                    : OrderChange.Nothing.INSTANCE;
        }
        TrackedOrder order = orders.get(execution.ref());
        if (order == null || !isOf(execution, order)) {
            boolean repeated = foreign.putIfAbsent(execution.id(), execution) != null;
            return repeated ? OrderChange.Nothing.INSTANCE : new OrderChange.Foreign(event);
        }
        fills.put(new FillBook.Known(order, execution.id(), execution.id(), Optional.of(execution)));
        boolean late = order.state().isTerminal();
        order.fill(execution.quantity());
        int beyond = order.filled().compareTo(order.order().quantity());
        if (beyond >= 0) {
            order.moveTo(OrderState.FILLED);
        } else if (!late) {
            order.moveTo(OrderState.WORKING);
        }
        return new OrderChange.Traded(order, execution, late, beyond > 0);
    }

    private static boolean isOf(Execution execution, TrackedOrder order) {
        return order.order().instrument().equals(execution.instrument())
                && order.order().side() == execution.side();
    }

    private OrderChange bust(OrderEvent.Busted event) {
        FillBook.Known known = fills.find(event.executionId()).orElse(null);
        if (known == null) {
            return new OrderChange.Foreign(event);
        }
        return known.execution().isEmpty()
                ? OrderChange.Nothing.INSTANCE
                : correct(known, event.executionId(), Optional.empty(), event.reason());
    }

    /** The later version replaces the earlier one. An order that was over stays so: its broker counts no less as done. */
    private OrderChange correct(FillBook.Known known, ExecutionId latest, Optional<Execution> after, String reason) {
        TrackedOrder order = known.order();
        if (after.filter(it -> !isOf(it, order)).isPresent()) {
            return new OrderChange.Foreign(new OrderEvent.Filled(after.get()));
        }
        fills.put(new FillBook.Known(order, known.first(), latest, after));
        order.fill(quantity(after).minus(quantity(known.execution())));
        if (order.isLive() && order.remaining().isZero()) {
            order.moveTo(OrderState.FILLED);
        }
        return new OrderChange.Corrected(order, known.first(), latest, known.execution(), after, reason);
    }

    private static Quantity quantity(Optional<Execution> execution) {
        return execution.map(Execution::quantity).orElse(Quantity.ZERO);
    }

    /** What this fill was charged before it came. */
    List<OrderChange> chargesWaitingFor(Execution execution) {
        return fills.chargesWaitingFor(execution);
    }

    /** Counts a charge of the journal. */
    OrderChange.Charged restoreCharge(
            TrackedOrder order, ExecutionId fill, ExecutionId charge, boolean ofLeg, Money more) {
        return fills.charged(order, fill, charge, ofLeg, more);
    }

    public Optional<TrackedOrder> find(OrderRef ref) {
        return Optional.ofNullable(orders.get(ref));
    }

    public Optional<TrackedOrder> find(OrderId id) {
        return orders.values().stream()
                .filter(order -> order.order().id().equals(id))
                .findFirst();
    }

    /** Every order that may still trade, in the order of their intents; a copy. */
    public List<TrackedOrder> live() {
        List<TrackedOrder> live = new ArrayList<>();
        for (TrackedOrder order : orders.values()) {
            if (order.isLive()) {
                live.add(order);
            }
        }
        return live;
    }

    /** The live orders as risk counts them, in doubt included; a copy. */
    public List<OpenOrder> open() {
        return live().stream().map(TrackedOrder::open).toList();
    }

    /** The link is gone: what was not acknowledged, or was asked to cancel, may have either outcome. */
    List<OrderChange.Moved> doubtUnanswered(boolean everything) {
        List<OrderChange.Moved> changes = new ArrayList<>();
        for (TrackedOrder order : live()) {
            boolean unanswered =
                    order.state() != OrderState.WORKING || order.cancelAskedAt().isAfter(Instant.MIN);
            if ((everything || unanswered) && order.state() != OrderState.IN_DOUBT) {
                changes.add(settle(order, OrderState.IN_DOUBT, "link lost"));
            }
        }
        return changes;
    }

    /** The broker's list has it. */
    void seen(TrackedOrder order) {
        order.missing(Instant.MAX);
    }

    /** The broker's list is without it. */
    void missed(TrackedOrder order, Instant since) {
        order.missing(since);
    }

    /** Records that a cancel was asked for. */
    void cancelAsked(TrackedOrder order, Instant at) {
        order.cancelAsked(at);
    }

    /** Forgets finished orders of this kind, their fills and charges. */
    void forget(Predicate<TrackedOrder> kind) {
        Predicate<TrackedOrder> gone = order -> !order.isLive() && kind.test(order);
        fills.forget(gone);
        orders.values().removeIf(gone);
    }

    /** How many orders are followed, finished ones included. */
    public int size() {
        return orders.size();
    }
}
