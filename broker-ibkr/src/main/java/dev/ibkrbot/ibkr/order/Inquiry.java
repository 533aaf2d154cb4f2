package dev.ibkrbot.ibkr.order;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.ibkr.request.OrderQueries;
import dev.ibkrbot.ibkr.session.Machinery;
import dev.ibkrbot.ibkr.translate.Orders;
import dev.ibkrbot.ibkr.wire.ExecutionQuery;
import dev.ibkrbot.ibkr.wire.OrderMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Asks the gateway what became of orders that are in doubt: executions first, then which live, then which are over. What
 * it learns comes out as order events. Many doubts make one inquiry; a failed one is tried again. Thread-safe.
 */
final class Inquiry {
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Machinery machinery;
    private final OrderQueries queries;
    private final Supplier<ExecutionQuery> today;
    private final Supplier<OrderTracker> tracker;
    private boolean planned;

    Inquiry(Machinery machinery, OrderQueries queries, Supplier<ExecutionQuery> today, Supplier<OrderTracker> tracker) {
        this.machinery = machinery;
        this.queries = queries;
        this.today = today;
        this.tracker = tracker;
    }

    void soon() {
        plan(SOON);
    }

    private void plan(Duration delay) {
        synchronized (machinery.lock()) {
            if (!planned) {
                planned = true;
                machinery.timers().after(delay, this::ask);
            }
        }
    }

    private void ask() {
        synchronized (machinery.lock()) {
            planned = false;
        }
        queries.fills(today.get())
                .thenCompose(fills -> queries.openOrders())
                .thenCombine(queries.completed(), Answer::new)
                .whenComplete((answer, failure) -> {
                    if (failure == null) {
                        compare(answer);
                    } else if (!sessionIsGone(failure)) {
                        plan(AGAIN);
                    }
                });
    }

    /** The next session begins with questions of its own. */
    private static boolean sessionIsGone(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause instanceof BrokerException e && e.recovery() == Recovery.RECONNECT;
    }

    private void compare(Answer answer) {
        Map<OrderRef, OrderMessage.Completed> ended = new HashMap<>();
        for (OrderMessage.Completed order : answer.completed()) {
            Orders.ref(order.order().orderRef()).ifPresent(ref -> ended.put(ref, order));
        }
        synchronized (machinery.lock()) {
            for (LiveOrder order : tracker.get().all()) {
                boolean listed = answer.open().stream()
                        .anyMatch(it -> it.open()
                                .order()
                                .orderRef()
                                .equals(order.order().ref().value()));
                if (!order.isOver() && !listed) {
                    missing(order, ended);
                }
            }
        }
    }

    /** Executions were asked for first, so a fill that made it disappear has been told. Silence proves nothing. */
    private void missing(LiveOrder order, Map<OrderRef, OrderMessage.Completed> ended) {
        OrderMessage.Completed completed = ended.get(order.order().ref());
        boolean canceled = completed != null && completed.status().contains("Cancelled");
        if (canceled || order.wasToldCanceled()) {
            tracker.get().finishNow(order, canceled ? completed.completedStatus() : "canceled");
        }
    }

    private record Answer(List<OrderQueries.Listed> open, List<OrderMessage.Completed> completed) {}
}
