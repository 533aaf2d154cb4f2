package dev.ibkrbot.ibkr.order;

import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.ibkr.notice.Effect;
import dev.ibkrbot.ibkr.notice.NoticeRule;
import dev.ibkrbot.ibkr.request.ContractBook;
import dev.ibkrbot.ibkr.request.Listing;
import dev.ibkrbot.ibkr.session.Machinery;
import dev.ibkrbot.ibkr.translate.Amounts;
import dev.ibkrbot.ibkr.translate.Contracts;
import dev.ibkrbot.ibkr.translate.Moments;
import dev.ibkrbot.ibkr.translate.Orders;
import dev.ibkrbot.ibkr.wire.InboundHandler;
import dev.ibkrbot.ibkr.wire.OrderMessage;
import dev.ibkrbot.ibkr.wire.WireContract;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes order events of what the gateway says: only executions are fills, an end is told once and stays, an unknown code
 * or status changes nothing and is asked about. Guarded by the broker's lock.
 */
final class OrderTracker implements InboundHandler {
    /** A cancel and the notice with its reason come in either order, close together. */
    private static final Duration UNTIL_REASON = Duration.ofMillis(500);

    /** An execution and the status that mentions it come in either order, close together. */
    private static final Duration UNTIL_FILL = Duration.ofSeconds(1);

    private final Machinery machinery;
    private final ContractBook book;
    private final int clientId;
    private final OrderReports reports;
    private final Runnable ask;
    private final Map<Integer, LiveOrder> byId = new HashMap<>();
    private final Map<Long, LiveOrder> byPermId = new HashMap<>();
    private final Map<OrderRef, LiveOrder> byRef = new HashMap<>();
    private final Fills fills = new Fills();
    private String account = "";

    /** The task asks for executions and orders, soon and once for all who want it. */
    OrderTracker(Machinery machinery, ContractBook book, int clientId, OrderReports reports, Runnable ask) {
        this.machinery = machinery;
        this.book = book;
        this.clientId = clientId;
        this.reports = reports;
        this.ask = ask;
    }

    void account(String id) {
        account = id;
    }

    Fills fills() {
        return fills;
    }

    Optional<LiveOrder> find(int orderId) {
        return Optional.ofNullable(byId.get(orderId));
    }

    Optional<LiveOrder> find(OrderRef ref) {
        return Optional.ofNullable(byRef.get(ref));
    }

    Collection<LiveOrder> all() {
        return List.copyOf(byId.values());
    }

    LiveOrder add(Order order, boolean ours) {
        LiveOrder live = new LiveOrder(order, ours);
        byId.put(order.id().value(), live);
        byRef.put(order.ref(), live);
        return live;
    }

    // Orders.

    @Override
    public void on(OrderMessage.Open message) {
        if (message.whatIf() || message.clientId() != clientId || message.orderId() <= 0) {
            return;
        }
        LiveOrder order = find(message.orderId()).or(() -> recall(message)).orElse(null);
        if (order != null) {
            bind(order, message.order().permId());
            if (!message.state().rejectReason().isEmpty() && order.refusal().isEmpty()) {
                order.refuse(0, message.state().rejectReason());
            }
            status(order, message.state().status(), "");
        }
    }

    /** An order of ours from before this program began. */
    private Optional<LiveOrder> recall(OrderMessage.Open message) {
        return instrument(message.contract())
                .flatMap(instrument -> Orders.order(message, instrument))
                .map(order -> add(order, false));
    }

    private void bind(LiveOrder order, long permId) {
        if (permId != 0) {
            byPermId.put(permId, order);
        }
    }

    @Override
    public void on(OrderMessage.Status message) {
        LiveOrder order = message.clientId() == clientId ? byId.get(message.orderId()) : byPermId.get(message.permId());
        if (order != null) {
            bind(order, message.permId());
            order.toldFilled(Amounts.quantity(message.filled().max(BigDecimal.ZERO)));
            status(order, message.status(), message.whyHeld());
        }
    }

    private void status(LiveOrder order, String status, String whyHeld) {
        if (order.isOver()) {
            return;
        }
        switch (status) {
            case "PreSubmitted", "Submitted" -> accept(order);
            case "ApiPending", "PendingSubmit", "PendingCancel" -> {
                // Under way; none of them is an outcome.
            }
            case "Filled" -> askUnlessFilled(order);
            case "Cancelled" -> {
                order.toldCanceled();
                finish(order);
            }
            case "Inactive" -> {
                if (whyHeld.contains("locate")) {
                    accept(order);
                } else if (order.refusal().isPresent()) {
                    reject(order);
                } else {
                    order.waitFor(machinery.timers().after(UNTIL_REASON, () -> inactive(order)));
                }
            }
            default -> ask.run();
        }
    }

    private void inactive(LiveOrder order) {
        synchronized (machinery.lock()) {
            if (!order.isOver() && order.refusal().isPresent()) {
                reject(order);
            } else if (!order.isOver()) {
                ask.run();
            }
        }
    }

    private void accept(LiveOrder order) {
        if (!order.isAccepted()) {
            order.accept();
            reports.event(
                    new OrderEvent.Accepted(order.order().id(), order.order().ref(), now()));
        }
    }

    private void askUnlessFilled(LiveOrder order) {
        if (!order.isFilled()) {
            order.waitFor(machinery.timers().after(UNTIL_FILL, () -> {
                synchronized (machinery.lock()) {
                    if (!order.isFilled()) {
                        ask.run();
                    }
                }
            }));
        }
    }

    /** Ends a canceled order once its reason is known and its fills are complete. */
    private void finish(LiveOrder order) {
        if (order.isOver()) {
            return;
        }
        if (order.lacksFills()) {
            ask.run();
        } else if (order.refusal().isPresent()) {
            reject(order);
        } else if (order.cancelReason().isPresent()) {
            cancel(order, order.cancelReason().get());
        } else {
            order.waitFor(machinery.timers().after(UNTIL_REASON, () -> {
                synchronized (machinery.lock()) {
                    finishNow(order, "the broker gave no reason");
                }
            }));
        }
    }

    /** As {@link #finish}, but without waiting for what has not come by now. */
    void finishNow(LiveOrder order, String reason) {
        if (order.isOver()) {
            return;
        }
        if (order.refusal().isPresent()) {
            reject(order);
        } else {
            cancel(order, order.cancelReason().orElse(reason));
        }
    }

    private void cancel(LiveOrder order, String reason) {
        order.end();
        reports.event(new OrderEvent.Canceled(order.order().id(), order.order().ref(), reason, now()));
    }

    private void reject(LiveOrder order) {
        order.end();
        LiveOrder.Refusal why = order.refusal().orElseThrow();
        reports.event(
                new OrderEvent.Rejected(order.order().id(), order.order().ref(), why.code(), why.reason(), now()));
    }

    // Notices that carry an order's number.

    void notice(LiveOrder order, NoticeRule rule, String text) {
        Effect effect = rule.effect();
        if (effect == Effect.ID_CLASH && !order.isAccepted() || isRefusal(effect)) {
            order.refuse(rule.code(), text);
            if (!order.isAccepted() && !order.isOver()) {
                reject(order);
            } else {
                ask.run();
            }
        } else if (effect == Effect.CANCEL_NOTICE) {
            order.cancelReason(text);
            if (order.wasToldCanceled()) {
                finish(order);
            } else if (!order.isOver()) {
                order.waitFor(machinery.timers().after(UNTIL_REASON, () -> {
                    synchronized (machinery.lock()) {
                        order.toldCanceled();
                        finish(order);
                    }
                }));
            }
        } else if (!order.isOver() && isDoubt(effect)) {
            ask.run();
        }
    }

    private static boolean isRefusal(Effect effect) {
        return effect == Effect.REJECT_NEW || effect == Effect.FATAL_CONFIG;
    }

    private static boolean isDoubt(Effect effect) {
        return effect == Effect.CANCEL_DOUBT || effect == Effect.MODIFY_FAILED || effect == Effect.FREEZE_AND_ASK;
    }

    // Fills.

    @Override
    public void on(OrderMessage.Fill message) {
        take(message);
    }

    /** The fill if it is of an order of this bot, told as an event if it is new. */
    Optional<Execution> take(OrderMessage.Fill message) {
        OrderMessage.Fill.Execution wire = message.execution();
        if (!wire.account().equals(account)) {
            return Optional.empty();
        }
        Optional<LiveOrder> order = orderOf(message);
        Optional<OrderRef> ref = order.map(it -> it.order().ref()).or(() -> Orders.ref(wire.orderRef()));
        boolean numbered = order.isPresent() || (wire.clientId() == clientId && message.orderId() > 0);
        if (ref.isEmpty() || !numbered) {
            return Optional.empty();
        }
        boolean combo =
                order.filter(it -> it.order().instrument() instanceof Combo).isPresent();
        if (combo && !message.contract().isCombo()) {
            // The legs of a combination are told beside it; counting both would double it. What they cost is not.
            fills.addLeg(wire.execId(), order.get().order());
            fills.waitingFor(wire.execId()).ifPresent(this::on);
            return Optional.empty();
        }
        Optional<Instrument> instrument =
                order.map(it -> it.order().instrument()).or(() -> instrument(message.contract()));
        if (instrument.isEmpty()) {
            reports.urgent("a fill of something that has no name here: "
                    + message.contract().secType());
            return Optional.empty();
        }
        OrderId id = order.map(it -> it.order().id()).orElseGet(() -> new OrderId(message.orderId()));
        Instant at = Moments.moment(wire.time()).orElseGet(this::now);
        Execution execution =
                Orders.execution(new ExecutionId(wire.execId()), message, id, ref.get(), instrument.get(), at);
        Optional<Execution> earlier = fills.find(execution.id());
        if (fills.add(execution)) {
            remember(execution, earlier, order);
        }
        return Optional.of(execution);
    }

    private void remember(Execution execution, Optional<Execution> earlier, Optional<LiveOrder> order) {
        reports.event(new OrderEvent.Filled(execution));
        if (earlier.isPresent()) {
            reports.urgent("fill " + execution.id() + " of order " + execution.orderId() + " was corrected from "
                    + earlier.get().quantity() + " at " + earlier.get().price() + " to " + execution.quantity() + " at "
                    + execution.price());
        } else {
            order.ifPresent(it -> filled(it, execution));
        }
        fills.waitingFor(execution.id().value()).ifPresent(this::on);
    }

    private void filled(LiveOrder order, Execution execution) {
        order.addFill(execution.quantity());
        if (order.isFilled() && !order.isOver()) {
            order.end();
        } else if (order.wasToldCanceled()) {
            finish(order);
        }
    }

    private Optional<LiveOrder> orderOf(OrderMessage.Fill message) {
        OrderMessage.Fill.Execution wire = message.execution();
        if (wire.clientId() == clientId && byId.containsKey(message.orderId())) {
            return Optional.of(byId.get(message.orderId()));
        }
        return Optional.ofNullable(byPermId.get(wire.permId()))
                .or(() -> Orders.ref(wire.orderRef()).map(byRef::get));
    }

    @Override
    public void on(OrderMessage.Commission message) {
        fills.charge(message, now()).ifPresent(reports::event);
    }

    Optional<Instrument> instrument(WireContract contract) {
        return book.known(contract.conId()).map(Listing::instrument).or(() -> Contracts.instrument(contract));
    }

    private Instant now() {
        return machinery.clock().instant();
    }
}
