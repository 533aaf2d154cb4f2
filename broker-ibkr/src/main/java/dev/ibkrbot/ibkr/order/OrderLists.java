package dev.ibkrbot.ibkr.order;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.order.CompletedOrder;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.ibkr.request.OrderQueries;
import dev.ibkrbot.ibkr.request.Stages;
import dev.ibkrbot.ibkr.session.Machinery;
import dev.ibkrbot.ibkr.translate.Amounts;
import dev.ibkrbot.ibkr.translate.Moments;
import dev.ibkrbot.ibkr.translate.Orders;
import dev.ibkrbot.ibkr.wire.ExecutionQuery;
import dev.ibkrbot.ibkr.wire.OrderMessage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.IntConsumer;

/**
 * What the gateway lists of one account: orders that live, orders that are over, and fills of the trading date. A list is
 * whole or a failure. Thread-safe.
 */
final class OrderLists {
    private final Machinery machinery;
    private final OrderQueries queries;
    private final OrderTracker tracker;
    private final OrderReports reports;
    private final IntConsumer usedBelow;
    private final MarketCalendar calendar;
    private Optional<String> account = Optional.empty();

    /** The consumer hears below which number order ids are used. */
    OrderLists(
            Machinery machinery,
            OrderQueries queries,
            OrderTracker tracker,
            MarketCalendar calendar,
            OrderReports reports,
            IntConsumer usedBelow) {
        this.machinery = machinery;
        this.queries = queries;
        this.tracker = tracker;
        this.calendar = calendar;
        this.reports = reports;
        this.usedBelow = usedBelow;
    }

    /** A connection with this account is ready. Called under the lock. */
    void account(String id) {
        account = Optional.of(id);
    }

    CompletionStage<List<OpenOrder>> openOrders() {
        return Stages.read(queries.openOrders(), "open orders", listed -> {
            synchronized (machinery.lock()) {
                List<OpenOrder> open = new ArrayList<>();
                listed.forEach(it -> open(it).ifPresent(open::add));
                return List.copyOf(open);
            }
        });
    }

    private Optional<OpenOrder> open(OrderQueries.Listed listed) {
        OrderMessage.Open open = listed.open();
        if (!account.equals(Optional.of(open.order().account())) || open.whatIf()) {
            return Optional.empty();
        }
        Optional<LiveOrder> live = Orders.ref(open.order().orderRef()).flatMap(tracker::find);
        if (live.filter(LiveOrder::isOver).isPresent() && listed.status().equals("Inactive")) {
            // A rejected order stays in the gateway's list until the end of the day.
            return Optional.empty();
        }
        usedBelow.accept(open.orderId() + 1);
        Optional<Order> order = live.filter(LiveOrder::isOurs)
                .map(it -> Orders.asListed(it.order(), open))
                .or(() -> tracker.instrument(open.contract()).flatMap(it -> Orders.listed(open, it)));
        if (order.isEmpty()) {
            reports.urgent("an open order that has no name here: "
                    + open.contract().secType() + " " + open.contract().symbol() + " "
                    + open.order().orderType());
        }
        return order.map(it -> new OpenOrder(it, Amounts.quantity(listed.filled())));
    }

    CompletionStage<List<CompletedOrder>> completedOrders() {
        return Stages.read(
                queries.completed(),
                "completed orders",
                orders -> orders.stream()
                        .filter(it -> account.equals(Optional.of(it.order().account())))
                        .flatMap(it -> completed(it).stream())
                        .toList());
    }

    /** Absent when it has no name of ours, or when the gateway's word for its end is unknown. */
    private static Optional<CompletedOrder> completed(OrderMessage.Completed order) {
        Optional<CompletedOrder.End> end = switch (order.status()) {
            case "Filled" -> Optional.of(CompletedOrder.End.FILLED);
            case "Cancelled", "ApiCancelled" -> Optional.of(CompletedOrder.End.CANCELED);
            default -> Optional.empty();
        };
        return Orders.ref(order.order().orderRef())
                .flatMap(ref -> end.map(it -> new CompletedOrder(
                        ref,
                        it,
                        Amounts.quantity(order.filledQuantity().max(BigDecimal.ZERO)),
                        order.completedStatus())));
    }

    CompletionStage<List<Execution>> executions() {
        return Stages.read(queries.fills(today()), "executions", fills -> {
            synchronized (machinery.lock()) {
                Map<String, Execution> latest = new LinkedHashMap<>();
                fills.forEach(fill -> tracker.take(fill)
                        .ifPresent(it -> latest.merge(
                                it.id().base(), it, (seen, next) -> next.id().corrects(seen.id()) ? next : seen)));
                return List.copyOf(latest.values());
            }
        });
    }

    ExecutionQuery today() {
        Instant midnight = calendar.tradingDate(machinery.clock().instant())
                .atStartOfDay(calendar.zone())
                .toInstant();
        synchronized (machinery.lock()) {
            return new ExecutionQuery(0, account.orElse(""), Moments.text(midnight));
        }
    }
}
