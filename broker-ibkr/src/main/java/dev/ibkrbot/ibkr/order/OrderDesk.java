package dev.ibkrbot.ibkr.order;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.order.CompletedOrder;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEntry;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.WhatIf;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.ibkr.notice.NoticeRule;
import dev.ibkrbot.ibkr.request.ContractBook;
import dev.ibkrbot.ibkr.request.Listing;
import dev.ibkrbot.ibkr.request.OrderQueries;
import dev.ibkrbot.ibkr.request.Stages;
import dev.ibkrbot.ibkr.session.GatewaySession;
import dev.ibkrbot.ibkr.session.Machinery;
import dev.ibkrbot.ibkr.session.SessionStart;
import dev.ibkrbot.ibkr.translate.Orders;
import dev.ibkrbot.ibkr.wire.ExecutionQuery;
import dev.ibkrbot.ibkr.wire.InboundHandler;
import dev.ibkrbot.ibkr.wire.OrderEncoder;
import dev.ibkrbot.ibkr.wire.OrderMessage;
import dev.ibkrbot.ibkr.wire.OrderRouting;
import dev.ibkrbot.ibkr.wire.SessionMessage;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Takes orders to the gateway. Opened for a dry run it has no encoder for them, so that none can be sent; previews are
 * written by another that cannot leave the what-if mark out. Thread-safe.
 */
public final class OrderDesk implements OrderEntry, InboundHandler {
    private static final int DUPLICATE_ID = 103;
    private static final int NOT_CONNECTED = 504;

    /** Numbers of orders entered by hand and of other kinds; no program reaches them. */
    private static final int HIGHEST_PLAUSIBLE_ID = 1_000_000_000;

    private final Machinery machinery;
    private final GatewaySession session;
    private final ContractBook book;
    private final OrderQueries queries;
    private final OrderReports reports;
    private final boolean dryRun;
    private final OrderTracker tracker;
    private final Inquiry inquiry;
    private final OrderLists lists;
    private Optional<OrderEncoder> encoder = Optional.empty();
    private Optional<String> account = Optional.empty();
    private int lowestFreeId = 1;

    public OrderDesk(
            Machinery machinery,
            GatewaySession session,
            ContractBook book,
            OrderQueries queries,
            MarketCalendar calendar,
            OrderReports reports,
            Rights rights) {
        this.machinery = machinery;
        this.session = session;
        this.book = book;
        this.queries = queries;
        this.reports = reports;
        dryRun = rights.dryRun();
        inquiry = new Inquiry(machinery, queries, this::today, this::tracker);
        tracker = new OrderTracker(machinery, book, rights.clientId(), reports, inquiry::soon);
        lists = new OrderLists(machinery, queries, tracker, calendar, reports, this::usedBelow);
    }

    /**
     * Who sends, and whether at all. Immutable.
     *
     * @param clientId our orders are those of this client
     * @param dryRun no order can be sent
     */
    public record Rights(int clientId, boolean dryRun) {}

    private OrderTracker tracker() {
        return tracker;
    }

    private ExecutionQuery today() {
        return lists.today();
    }

    /** A connection is ready. */
    public void opened(SessionStart start) {
        encoder = dryRun ? Optional.empty() : Optional.of(new OrderEncoder(start.serverVersion()));
        account = Optional.of(start.account().value());
        tracker.account(start.account().value());
        lists.account(start.account().value());
        usedBelow(start.nextOrderId());
    }

    /** The session is READY: what became of orders in between may have been missed. */
    public void ready() {
        if (tracker.all().stream().anyMatch(it -> !it.isOver())) {
            inquiry.soon();
        }
    }

    public void lost() {
        encoder = Optional.empty();
    }

    private void usedBelow(int id) {
        if (id < HIGHEST_PLAUSIBLE_ID) {
            lowestFreeId = Math.max(lowestFreeId, id);
        }
    }

    @Override
    public OrderId lowestFreeId() {
        synchronized (machinery.lock()) {
            return new OrderId(lowestFreeId);
        }
    }

    @Override
    public void submit(OrderGroup group) {
        synchronized (machinery.lock()) {
            requireSendable(group);
            if (group.orders().stream()
                    .anyMatch(it -> tracker.find(it.id().value()).isPresent())) {
                // The gateway would take it for a change of the order that has the number.
                group.orders().forEach(it -> refuse(it, DUPLICATE_ID, "order id " + it.id() + " was used before"));
                return;
            }
            group.orders().forEach(it -> {
                tracker.add(it, true);
                usedBelow(it.id().value() + 1);
            });
            CompletableFuture<Map<Instrument, Listing>> listed = listings(group);
            if (listed.isDone()) {
                place(group, listed);
            } else {
                listed.whenComplete((known, failure) -> {
                    synchronized (machinery.lock()) {
                        place(group, listed);
                    }
                });
            }
        }
    }

    private void requireSendable(OrderGroup group) {
        if (dryRun) {
            throw new IllegalStateException("opened for a dry run: orders cannot be sent");
        }
        for (Order order : group.orders()) {
            if (order.approval().equals(ApprovalDigest.UNKNOWN)) {
                throw new IllegalArgumentException("order " + order.id() + " has no approval");
            }
            if (order.id().value() >= HIGHEST_PLAUSIBLE_ID) {
                throw new IllegalArgumentException("order id " + order.id() + " is in the range of requests");
            }
        }
        session.requireReady();
    }

    private CompletableFuture<Map<Instrument, Listing>> listings(OrderGroup group) {
        Set<Instrument> needed = new LinkedHashSet<>();
        for (Order order : group.orders()) {
            if (order.instrument() instanceof Combo combo) {
                combo.legs().forEach(leg -> needed.add(leg.instrument()));
            } else {
                needed.add(order.instrument());
            }
        }
        return book.listings(needed);
    }

    private void place(OrderGroup group, CompletableFuture<Map<Instrument, Listing>> listed) {
        try {
            Map<Instrument, Listing> known = listed.join();
            List<byte[]> frames = encoder.orElseThrow(() ->
                            new BrokerException("the session ended before the order was sent", Recovery.RECONNECT))
                    .place(Routes.sendable(group), order -> routing(order, known));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            frames.forEach(all::writeBytes);
            session.send(all.toByteArray(), frames.size(), true);
        } catch (BrokerException e) {
            refuseAll(group, NOT_CONNECTED, e.getMessage());
        } catch (CompletionException e) {
            refuseAll(group, 200, String.valueOf(e.getCause().getMessage()));
        }
    }

    /** Nothing of it was written, so it is known not to exist. */
    private void refuseAll(OrderGroup group, int code, String reason) {
        for (Order order : group.orders()) {
            tracker.find(order.id().value()).ifPresent(LiveOrder::end);
            refuse(order, code, reason);
        }
    }

    private void refuse(Order order, int code, String reason) {
        reports.event(new OrderEvent.Rejected(
                order.id(), order.ref(), code, reason, machinery.clock().instant()));
    }

    private OrderRouting routing(Order order, Map<Instrument, Listing> known) {
        return new OrderRouting(Routes.contract(order.instrument(), known), account.orElseThrow(), false);
    }

    @Override
    public void cancel(OrderId orderId) {
        synchronized (machinery.lock()) {
            if (dryRun) {
                throw new IllegalStateException("opened for a dry run: orders cannot be canceled");
            }
            session.requireReady();
            Optional<LiveOrder> order = tracker.find(orderId.value());
            if (order.filter(LiveOrder::isOver).isPresent()) {
                return;
            }
            order.ifPresent(LiveOrder::askCancel);
            session.send(encoder.orElseThrow().cancel(orderId), 1, true);
        }
    }

    /** Cancels every open order of the login, those of people and other programs too. */
    public void cancelEverything() {
        synchronized (machinery.lock()) {
            if (dryRun) {
                throw new IllegalStateException("opened for a dry run: orders cannot be canceled");
            }
            session.requireReady();
            session.send(encoder.orElseThrow().cancelAll(), 1, true);
        }
    }

    @Override
    public CompletionStage<WhatIf> preview(Order order) {
        usedBelowLocked(order.id().value() + 1);
        return Stages.read(
                listings(OrderGroup.single(order))
                        .thenCompose(known -> queries.preview(alone(order), routing(order, known))),
                "preview of order " + order.id(),
                state -> Orders.whatIf(state, Currency.USD));
    }

    /** A preview knows no parent: the gateway could not find it. */
    private static Order alone(Order order) {
        return new Order(
                order.id(),
                order.ref(),
                order.role(),
                order.instrument(),
                order.side(),
                order.quantity(),
                order.terms(),
                order.timeInForce(),
                Optional.empty(),
                Optional.empty(),
                order.approval());
    }

    private void usedBelowLocked(int id) {
        synchronized (machinery.lock()) {
            usedBelow(id);
        }
    }

    @Override
    public CompletionStage<List<OpenOrder>> openOrders() {
        return lists.openOrders();
    }

    @Override
    public CompletionStage<List<CompletedOrder>> completedOrders() {
        return lists.completedOrders();
    }

    @Override
    public CompletionStage<List<Execution>> executions() {
        return lists.executions();
    }

    /** Gives a notice to the order whose number it carries; false when there is none. */
    public boolean notice(SessionMessage.Notice notice, NoticeRule rule) {
        Optional<LiveOrder> order = tracker.find(notice.id());
        order.ifPresent(it -> tracker.notice(it, rule, notice.text()));
        return order.isPresent();
    }

    @Override
    public void on(SessionMessage.NextValidId message) {
        usedBelow(message.orderId());
    }

    @Override
    public void on(OrderMessage.Open message) {
        tracker.on(message);
    }

    @Override
    public void on(OrderMessage.Status message) {
        tracker.on(message);
    }

    @Override
    public void on(OrderMessage.Fill message) {
        tracker.on(message);
    }

    @Override
    public void on(OrderMessage.Commission message) {
        tracker.on(message);
    }
}
