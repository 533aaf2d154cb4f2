package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.order.CompletedOrder;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEntry;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.WhatIf;
import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonBody;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The dry run: journals what would have been sent, sends nothing, and reports every order as canceled so that the
 * trade ends. Questions still go to the broker. Submit and cancel are confined to the engine thread.
 */
public final class ReportingOrderEntry implements OrderEntry {
    private final OrderEntry broker;
    private final Journal journal;
    private final InstantSource clock;
    private final Consumer<OrderEvent> reports;

    /** Reports go to {@code reports}, which must not act on them before {@link #submit} has returned. */
    public ReportingOrderEntry(OrderEntry broker, Journal journal, InstantSource clock, Consumer<OrderEvent> reports) {
        this.broker = broker;
        this.journal = journal;
        this.clock = clock;
        this.reports = reports;
    }

    @Override
    public void submit(OrderGroup group) {
        Instant now = clock.instant();
        JsonBody body = JsonBody.object().objects("orders", group.orders(), OrderJson::write);
        journal.append(JournalRecord.of(now, Records.DRY_RUN, body));
        for (Order order : group.orders()) {
            reports.accept(new OrderEvent.Canceled(order.id(), order.ref(), "dry_run", now));
        }
    }

    /** Does nothing: every order was canceled when it was reported. */
    @Override
    public void cancel(OrderId orderId) {}

    @Override
    public CompletionStage<WhatIf> preview(Order order) {
        return broker.preview(order);
    }

    @Override
    public CompletionStage<List<OpenOrder>> openOrders() {
        return broker.openOrders();
    }

    @Override
    public CompletionStage<List<CompletedOrder>> completedOrders() {
        return broker.completedOrders();
    }

    @Override
    public CompletionStage<List<Execution>> executions() {
        return broker.executions();
    }
}
