package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.account.OptionSettlement;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.CompletedOrder;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.TimeInForce;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonBody;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares our books with everything the broker knows, and alone resolves orders in doubt. Missed fills come first.
 * An order the broker no longer lists is over when it was in doubt and only reduces a position, or when two comparisons
 * at least 30 seconds apart both missed it; never before, because a list may lag. Confined to the engine thread.
 */
final class Reconciler {
    private static final Duration TWICE_WITHIN = Duration.ofSeconds(30);

    private final TradeDesk desk;
    private final WorkingOrders working;
    private final MarketCalendar calendar;
    private final Journal journal;
    private final DurableOrderIds ids;
    private final DeskListener listener;
    private final Map<Instrument, Instant> shortfallSince = new HashMap<>();
    private final Set<Instrument> reported = new HashSet<>();
    private final Set<OrderRef> foreignOrders = new HashSet<>();
    private final Set<OrderRef> duplicated = new HashSet<>();
    private final ExpiredTrades expiredTrades;

    Reconciler(
            TradeDesk desk,
            WorkingOrders working,
            MarketCalendar calendar,
            Journal journal,
            DurableOrderIds ids,
            DeskListener listener) {
        this.desk = desk;
        this.working = working;
        this.calendar = calendar;
        this.expiredTrades = new ExpiredTrades(calendar);
        this.journal = journal;
        this.ids = ids;
        this.listener = listener;
    }

    /** Takes the broker's view in. The desk must not act meanwhile. */
    Comparison compare(BrokerBooks told, Instant now) {
        BrokerBooks books = OrderNames.restored(told, working);
        for (Execution execution : books.executions()) {
            ids.raiseAbove(execution.orderId().value());
            desk.onEvent(new OrderEvent.Filled(execution), now);
        }
        Set<Symbol> unclear = new HashSet<>();
        List<OpenOrder> duplicates = new ArrayList<>();
        Set<OrderRef> listed = new HashSet<>();
        for (OpenOrder open : books.openOrders()) {
            ids.raiseAbove(open.order().id().value());
            if (listed.add(open.order().ref())) {
                listed(open, books.askedAt(), now);
            } else if (working.find(open.order().ref()).isPresent()) {
                duplicates.add(open);
            }
        }
        Map<OrderRef, CompletedOrder> completed = new HashMap<>();
        books.completed().forEach(order -> completed.put(order.ref(), order));
        for (TrackedOrder order : working.live()) {
            if (!listed.contains(order.order().ref())
                    && !order.intendedAt().isAfter(books.askedAt())
                    && !endedAsCompleted(
                            order,
                            Optional.ofNullable(completed.get(order.order().ref())),
                            now)) {
                missing(order, now);
            }
        }
        duplicates.forEach(open -> unclear.add(duplicate(open, books.openOrders(), now)));
        expired(books.positions(), now);
        List<Position> foreign = positions(books.positions(), unclear, now);
        journal.append(JournalRecord.of(
                now,
                Records.RECONCILED,
                JsonBody.object()
                        .number("open_orders", books.openOrders().size())
                        .number("executions", books.executions().size())
                        .number("positions", books.positions().size())
                        .number("in_doubt", desk.countInDoubt())));
        unclear.addAll(desk.trades().inDoubt());
        return new Comparison(foreign, strangers(books), duplicates, unclear);
    }

    private Set<OrderRef> strangers(BrokerBooks books) {
        return Stream.of(
                        books.executions().stream().map(Execution::ref),
                        books.completed().stream().map(CompletedOrder::ref),
                        books.openOrders().stream().map(open -> open.order().ref()))
                .flatMap(refs -> refs)
                .filter(OrderSubmitter::isOurs)
                .filter(ref -> working.find(ref).isEmpty())
                .collect(Collectors.toSet());
    }

    /** Options that are past their end and of which no end was reported: the account tells, or nobody does. */
    private void expired(List<Position> positions, Instant now) {
        for (Trade trade : desk.trades().all()) {
            expiredTrades.observe(trade, positions, now);
            if (expiredTrades.isDue(trade, now)) {
                Optional<OptionSettlement> end = expiredTrades.deduce(trade, positions, now);
                if (end.isPresent()) {
                    listener.alerted(
                            now, DeskListener.Severity.WARNING, "settlement_deduced", "by the account: " + end.get());
                    desk.onSettlement(end.get(), now);
                } else {
                    listener.alerted(
                            now,
                            DeskListener.Severity.CRITICAL,
                            "expired",
                            "still open after its expiration: " + trade);
                    desk.endedElsewhere(trade, "expired", now);
                }
            }
        }
    }

    /** Two live orders in one name, as a change during an outage may leave: all but the one we know are canceled. */
    private Symbol duplicate(OpenOrder open, List<OpenOrder> all, Instant now) {
        TrackedOrder order = working.find(open.order().ref()).orElseThrow();
        Symbol symbol = order.trade().origin().symbol();
        if (duplicated.add(order.order().ref())) {
            listener.doubted(now, symbol, "duplicate_live", "more than one order lives as " + order);
        }
        all.stream()
                .filter(it -> it.order().ref().equals(order.order().ref()))
                .map(it -> it.order().id())
                .filter(id -> !id.equals(order.order().id()))
                .findFirst()
                .ifPresentOrElse(
                        id -> desk.cancelDuplicate(order, id, now),
                        () -> desk.cancelDuplicate(order, order.order().id(), now));
        return symbol;
    }

    /**
     * An order the broker says is over, if no fill of it is missing; true when nothing else is to be concluded. A fill
     * that is missing comes with the executions some time: until then it is in doubt.
     */
    private boolean endedAsCompleted(TrackedOrder order, Optional<CompletedOrder> completed, Instant now) {
        if (completed.isEmpty()) {
            return false;
        }
        CompletedOrder end = completed.get();
        boolean complete = end.filled().compareTo(order.filled()) <= 0
                && (end.end() == CompletedOrder.End.CANCELED
                        || order.remaining().isZero());
        if (complete && order.isLive()) {
            desk.moved(working.settle(order, OrderState.CANCELED, end.reason()), now);
        } else if (!complete && order.state() != OrderState.IN_DOUBT) {
            desk.moved(working.settle(order, OrderState.IN_DOUBT, "a fill of it is missing"), now);
        }
        return true;
    }

    private void listed(OpenOrder open, Instant askedAt, Instant now) {
        OrderRef ref = open.order().ref();
        TrackedOrder order = working.find(ref).orElse(null);
        if (order == null) {
            if (foreignOrders.add(ref)) {
                listener.alerted(
                        now, DeskListener.Severity.WARNING, "external", "an open order that is not ours: " + ref);
            }
            return;
        }
        if (order.isLive()) {
            working.seen(order);
            desk.onEvent(new OrderEvent.Accepted(order.order().id(), ref, now), now);
        } else if (order.remaining().isPositive() && order.endedAt().isBefore(askedAt)) {
            // What ended after the question was asked may still be in the answer.
            desk.moved(working.settle(order, OrderState.WORKING, "listed by the broker"), now);
        }
    }

    private void missing(TrackedOrder order, Instant now) {
        boolean sessionOver = order.order().timeInForce() == TimeInForce.DAY
                && calendar.session(calendar.tradingDate(order.intendedAt()))
                        .map(session -> !now.isBefore(session.close()))
                        .orElse(true);
        boolean inDoubt = order.state() == OrderState.IN_DOUBT;
        if (sessionOver) {
            desk.moved(working.settle(order, OrderState.EXPIRED, "its session is over"), now);
        } else if (inDoubt && order.role().isExit()) {
            gone(order, now);
        } else if (order.missingSince().equals(Instant.MAX)) {
            working.missed(order, now);
        } else if (!now.isBefore(order.missingSince().plus(TWICE_WITHIN)) && order.state() != OrderState.SENT) {
            gone(order, now);
        }
    }

    private void gone(TrackedOrder order, Instant now) {
        OrderState end = order.acknowledged() ? OrderState.CANCELED : OrderState.LOST;
        desk.moved(working.settle(order, end, "not listed by the broker"), now);
    }

    private List<Position> positions(List<Position> positions, Set<Symbol> unclear, Instant now) {
        Map<Instrument, Quantity> ours = new HashMap<>();
        for (Trade trade : desk.trades().all()) {
            trade.holdings().forEach(it -> ours.merge(it.instrument(), it.quantity(), Quantity::plus));
        }
        Map<Instrument, Quantity> theirs = new HashMap<>();
        List<Position> foreign = new ArrayList<>();
        for (Position position : positions) {
            theirs.merge(position.instrument(), position.quantity(), Quantity::plus);
            Quantity beyond = position.quantity().minus(ours.getOrDefault(position.instrument(), Quantity.ZERO));
            if (!beyond.isZero()) {
                foreign.add(new Position(position.instrument(), beyond, position.averagePrice()));
            }
        }
        for (Trade trade : desk.trades().all()) {
            for (Instrument instrument : listedAs(trade.origin().instrument())) {
                Quantity held = ours.getOrDefault(instrument, Quantity.ZERO);
                Quantity listed = theirs.getOrDefault(instrument, Quantity.ZERO);
                if (lacks(trade, instrument, held, listed, now)) {
                    unclear.add(trade.origin().symbol());
                }
            }
        }
        return foreign;
    }

    /** The account shows the legs of a combination. */
    private static List<Instrument> listedAs(Instrument instrument) {
        return instrument instanceof Combo combo
                ? combo.legs().stream().map(Combo.Leg::instrument).toList()
                : List.of(instrument);
    }

    /** Whether the last look showed less of it at the broker than we count, and the next has to tell. */
    boolean isLacking(Trade trade) {
        return listedAs(trade.origin().instrument()).stream()
                .anyMatch(it -> shortfallSince.containsKey(it) && !reported.contains(it));
    }

    /** Less at the broker than we think to hold: somebody else closed it, or its list lags; two looks tell. */
    private boolean lacks(Trade trade, Instrument instrument, Quantity held, Quantity listed, Instant now) {
        boolean shortfall =
                held.isPositive() ? listed.compareTo(held) < 0 : held.isNegative() && listed.compareTo(held) > 0;
        if (!shortfall) {
            shortfallSince.remove(instrument);
            reported.remove(instrument);
            return false;
        }
        Instant since = shortfallSince.computeIfAbsent(instrument, any -> now);
        if (!now.isBefore(since.plus(TWICE_WITHIN)) && reported.add(instrument)) {
            listener.doubted(
                    now,
                    trade.origin().symbol(),
                    "position_mismatch",
                    instrument + ": we count " + held + ", the broker " + listed);
            Quantity gone = held.minus(listed).abs();
            boolean whole = instrument.equals(trade.origin().instrument());
            if (whole
                    && listed.isPositive() == held.isPositive()
                    && !listed.isZero()
                    && gone.compareTo(trade.held()) < 0) {
                desk.reducedElsewhere(trade, gone, now);
            } else {
                desk.endedElsewhere(trade, trade.isAdopted() ? ExitReason.ELSEWHERE.code() : "position_mismatch", now);
            }
        }
        return true;
    }
}
