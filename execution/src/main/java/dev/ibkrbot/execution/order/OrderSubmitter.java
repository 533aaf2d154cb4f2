package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.order.OcaGroup;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEntry;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderIds;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.order.TimeInForce;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.value.IsoTime;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonBody;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The only caller of {@link OrderEntry#submit}. An entry needs risk's approval, unexpired, and a signal that was never
 * used; signal, approval and full order images are durable in one append before anything is sent. Exits carry the
 * approval of the entry they close. Confined to the engine thread.
 */
final class OrderSubmitter {
    private static final Pattern OURS = Pattern.compile("B[0-9]+-(E|[TSC][0-9]+)");

    private final OrderEntry orders;
    private final OrderIds ids;
    private final Journal journal;
    private final WorkingOrders working;
    private final Set<SignalId> used;
    private final DeskListener listener;

    /** {@code used} holds the signals of the journal so far; it is added to here. */
    public OrderSubmitter(
            OrderEntry orders,
            OrderIds ids,
            Journal journal,
            WorkingOrders working,
            Set<SignalId> used,
            DeskListener listener) {
        this.orders = orders;
        this.ids = ids;
        this.journal = journal;
        this.working = working;
        this.used = used;
        this.listener = listener;
    }

    /** Whether the signal opened a trade before. */
    public boolean isUsed(SignalId signal) {
        return used.contains(signal);
    }

    /**
     * Allows a signal once more, whose trade ended without a fill: its entry is known to be gone, so that there is never
     * more than one that lives.
     */
    void allowAgain(Trade trade) {
        if (trade.hasLiveOrder() || !trade.opened().isZero()) {
            throw new IllegalArgumentException("not over, or not without a fill: " + trade);
        }
        used.remove(trade.origin().signalId());
        trade.replaced();
    }

    /** Opens a trade: an entry with its exits behind it, of which only the last transmits. */
    public Submission submitEntry(Plan.Proposed plan, RiskReview.Approved approved, Instant now) {
        if (!approved.proposal().equals(plan.proposal())) {
            throw new IllegalArgumentException("approved was not what is sent: " + approved.proposal());
        }
        TradeOrigin origin = TradeOrigin.of(plan.signal(), approved);
        if (used.contains(origin.signalId())) {
            return new Submission.Refused("signal_used", origin.signalId().value());
        }
        if (now.isAfter(approved.expires())) {
            return new Submission.Refused("approval_expired", "at " + approved.expires());
        }
        Trade trade = new Trade(origin);
        Optional<String> fault = trade.bracket().fault(origin.limit(), origin.side());
        if (fault.isPresent()) {
            return new Submission.Refused("bracket", fault.get());
        }
        OrderGroup group = entryGroup(trade);
        List<JournalRecord> records = new ArrayList<>();
        records.add(SignalJson.record(now, origin.symbol(), plan, "approved"));
        records.add(JournalRecord.of(now, Records.APPROVAL, approval(approved)));
        records.add(JournalRecord.of(
                now,
                Records.INTENT,
                JsonBody.object()
                        .text("trade", origin.signalId().value())
                        .object("origin", origin::write)
                        .objects("orders", group.orders(), OrderJson::write)));
        journal.appendAll(records);
        used.add(origin.signalId());
        listener.entering(now, plan, approved);
        send(trade, group, now);
        return new Submission.Sent(trade);
    }

    /**
     * Takes a position over that was found, under the approval that its exits carry. Nothing is sent here: its exits, which
     * make sense around its price, follow like those of any other trade, once this is durable.
     *
     * @param atOnce why it is to be closed, durable with it; absent where its exits are to be placed
     */
    Submission adopt(TradeOrigin origin, Optional<ExitReason> atOnce, String detail, Instant now) {
        if (used.contains(origin.signalId())) {
            return new Submission.Refused("signal_used", origin.signalId().value());
        }
        OrderId number = ids.next();
        Trade trade = Trade.adopted(origin, number, now);
        List<JournalRecord> records = new ArrayList<>();
        records.add(TradeJson.adopted(now, trade, detail));
        atOnce.ifPresent(reason -> records.add(TradeJson.wanted(now, trade, reason)));
        journal.appendAll(records);
        atOnce.ifPresent(trade::want);
        used.add(origin.signalId());
        return new Submission.Sent(trade);
    }

    /** Sends one order that reduces a trade's position. */
    void submitExit(
            Trade trade, OrderRole role, Side side, Quantity quantity, OrderTerms terms, TimeInForce tif, Instant now) {
        if (!role.isExit()) {
            throw new IllegalArgumentException("not an exit: " + role);
        }
        OrderId id = ids.next();
        Optional<OcaGroup> oca = role == OrderRole.CLOSE ? Optional.empty() : Optional.of(trade.ocaGroup());
        Order order = new Order(
                id,
                ref(trade.number(), role, id),
                role,
                trade.origin().instrument(),
                side,
                quantity,
                terms,
                tif,
                Optional.empty(),
                oca,
                trade.origin().digest());
        OrderGroup group = OrderGroup.single(order);
        journal.append(JournalRecord.of(
                now, Records.INTENT, TradeJson.naming(trade).objects("orders", group.orders(), OrderJson::write)));
        send(trade, group, now);
    }

    /** Asks for a cancel; the order counts as live until the broker says otherwise. */
    void cancel(TrackedOrder order, String reason, Instant now) {
        cancel(order, order.order().id(), reason, now);
    }

    /** Asks for a cancel of what lives under this id in the name of the order. */
    void cancel(TrackedOrder order, OrderId id, String reason, Instant now) {
        journal.append(JournalRecord.of(
                now,
                Records.CANCEL,
                JsonBody.object()
                        .text("ref", order.order().ref().value())
                        .number("order_id", id.value())
                        .text("reason", reason)));
        if (id.equals(order.order().id())) {
            working.cancelAsked(order, now);
        }
        try {
            orders.cancel(id);
        } catch (BrokerException e) {
            doubt(List.of(order), e, now);
        }
    }

    private void send(Trade trade, OrderGroup group, Instant now) {
        List<TrackedOrder> tracked = new ArrayList<>();
        for (Order order : group.orders()) {
            TrackedOrder one = working.track(order, trade, now);
            tracked.add(one);
            trade.add(one);
        }
        try {
            orders.submit(group);
            tracked.forEach(working::sent);
        } catch (BrokerException e) {
            // It may or may not have reached the wire: only the reconciler finds out.
            doubt(tracked, e, now);
        }
        listener.submitted(now, trade, group);
    }

    private void doubt(List<TrackedOrder> tracked, BrokerException e, Instant now) {
        for (TrackedOrder order : tracked) {
            if (order.isLive()) {
                OrderState from = order.state();
                working.settle(order, OrderState.IN_DOUBT, e.getMessage());
                journal.append(JournalRecord.of(now, Records.ORDER, OrderJson.moved(order, from, e.getMessage())));
            }
        }
        listener.alerted(now, DeskListener.Severity.CRITICAL, "send_failed", e.getMessage());
    }

    private OrderGroup entryGroup(Trade trade) {
        TradeOrigin origin = trade.origin();
        Bracket bracket = trade.bracket();
        OrderId parent = ids.next();
        OcaGroup oca = new OcaGroup("B" + parent);
        Side closing = origin.side().opposite();
        List<Order> group = new ArrayList<>();
        group.add(new Order(
                parent,
                ref(parent, OrderRole.ENTRY, parent),
                OrderRole.ENTRY,
                origin.instrument(),
                origin.side(),
                origin.quantity(),
                new OrderTerms.Limit(origin.limit()),
                TimeInForce.DAY,
                Optional.empty(),
                Optional.empty(),
                origin.digest()));
        bracket.takeProfit()
                .ifPresent(price -> group.add(
                        child(origin, OrderRole.TAKE_PROFIT, closing, new OrderTerms.Limit(price), parent, oca)));
        bracket.stopLoss()
                .ifPresent(price -> group.add(
                        child(origin, OrderRole.STOP_LOSS, closing, new OrderTerms.Stop(price), parent, oca)));
        return new OrderGroup(group);
    }

    private Order child(TradeOrigin origin, OrderRole role, Side side, OrderTerms terms, OrderId parent, OcaGroup oca) {
        OrderId id = ids.next();
        return new Order(
                id,
                ref(parent, role, id),
                role,
                origin.instrument(),
                side,
                origin.quantity(),
                terms,
                TimeInForce.GTC,
                Optional.of(parent),
                Optional.of(oca),
                origin.digest());
    }

    /** Ids are never used twice over the life of a journal, so refs made of them are not either. */
    private static OrderRef ref(OrderId parent, OrderRole role, OrderId id) {
        return role == OrderRole.ENTRY
                ? entryRef(parent)
                : new OrderRef("B" + parent + "-" + role.name().charAt(0) + id);
    }

    /** What the entry of the trade with this number is called. */
    static OrderRef entryRef(OrderId number) {
        return new OrderRef("B" + number + "-E");
    }

    /** Whether a name has the form of ours, whichever journal it is of. */
    static boolean isOurs(OrderRef ref) {
        return OURS.matcher(ref.value()).matches();
    }

    private static JsonBody approval(RiskReview.Approved approved) {
        return JsonBody.object()
                .text("id", approved.proposal().signalId().value())
                .text("quantity", approved.quantity().toString())
                .text("digest", approved.digest().hex())
                .text("expires", IsoTime.text(approved.expires()));
    }
}
