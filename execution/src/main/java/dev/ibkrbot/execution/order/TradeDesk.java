package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.OrderEntry;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.journal.JournalRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * All trades in progress and their orders: takes the broker's reports in, journals what they changed, and lets the
 * keeper take the next steps. While it may not act, it only takes in. Confined to the engine thread.
 */
public final class TradeDesk {
    private final ExitSettings settings;
    private final Journal journal;
    private final DeskListener listener;
    private final MarketCalendar calendar;
    private final WorkingOrders working;
    private final List<Trade> trades;
    private final OrderSubmitter submitter;
    private final TradeKeeper keeper;
    private final Reconciler reconciler;
    private boolean mayAct;

    /**
     * Goes on where the restored state ends.
     *
     * @param calendar when a closing order could trade
     * @param quoteWanted is asked for a quote of a trade's instrument, to come back through {@link #quoted}
     */
    public TradeDesk(
            ExitSettings settings,
            OrderEntry orders,
            DurableOrderIds ids,
            Journal journal,
            RestoredState restored,
            DeskListener listener,
            MarketCalendar calendar,
            Consumer<Trade> quoteWanted) {
        this.settings = settings;
        this.journal = journal;
        this.listener = listener;
        this.calendar = calendar;
        this.working = restored.working;
        this.trades = restored.trades;
        this.submitter = new OrderSubmitter(orders, ids, journal, working, restored.usedSignals(), listener);
        this.keeper = new TradeKeeper(settings, submitter, listener, quoteWanted);
        this.reconciler = new Reconciler(this, working, calendar, journal, ids, listener);
    }

    /** Opens a trade. */
    public Submission enter(Plan.Proposed plan, RiskReview.Approved approved, Instant now) {
        Submission submission = submitter.submitEntry(plan, approved, now);
        if (submission instanceof Submission.Sent sent) {
            trades.add(sent.trade());
        }
        return submission;
    }

    /** Opens a trade on the signal of another one that ended without a fill. */
    public Submission enterAgain(Trade ended, Plan.Proposed plan, RiskReview.Approved approved, Instant now) {
        submitter.allowAgain(ended);
        return enter(plan, approved, now);
    }

    /** Whether the signal opened a trade before. */
    public boolean isUsed(SignalId signal) {
        return submitter.isUsed(signal);
    }

    /** Takes in a report of the broker. */
    public void onEvent(OrderEvent event, Instant now) {
        OrderChange change = working.apply(event);
        if (change instanceof OrderChange.Moved it) {
            moved(it, now);
        } else if (change instanceof OrderChange.Traded it) {
            traded(it, now);
        } else if (change instanceof OrderChange.Charged it) {
            journal.append(TradeJson.commission(now, it));
            Trade trade = it.order().trade();
            trade.charged(it.commission());
            step(trade, now);
        } else if (change instanceof OrderChange.Foreign) {
            listener.alerted(now, DeskListener.Severity.WARNING, "external", "not an order of ours: " + event);
        }
    }

    /** Journals a change of state, whoever found out, and takes the next steps. */
    void moved(OrderChange.Moved change, Instant now) {
        change.order().ended(change.to().isTerminal() ? now : Instant.MAX);
        journal.append(TradeJson.moved(now, change));
        Trade trade = change.order().trade();
        listener.moved(now, trade, change);
        if (change.from() == OrderState.LOST) {
            revive(trade);
            listener.alerted(now, DeskListener.Severity.CRITICAL, "resurrected", change.order() + " lives after all");
        }
        step(trade, now);
    }

    private void traded(OrderChange.Traded change, Instant now) {
        List<JournalRecord> records = new ArrayList<>();
        records.add(TradeJson.fill(now, change));
        Trade trade = change.order().trade();
        trade.traded(
                change.order(),
                change.execution(),
                working.chargeOf(change.execution().id()));
        working.chargeOf(change.execution().id())
                .ifPresent(fee -> records.add(TradeJson.commission(
                        now,
                        new OrderChange.Charged(
                                change.order(), change.execution().id(), fee))));
        journal.appendAll(records);
        revive(trade);
        listener.filled(now, trade, change);
        if (change.late()) {
            listener.alerted(now, DeskListener.Severity.WARNING, "late_fill", "after its end: " + change.order());
        }
        if (change.overfilled()) {
            listener.alerted(now, DeskListener.Severity.CRITICAL, "overfill", "more than ordered: " + change.order());
        }
        step(trade, now);
    }

    private void revive(Trade trade) {
        if (!trades.contains(trade)) {
            trades.add(trade);
        }
    }

    /** Lets the time that has passed take effect on every trade. */
    public void supervise(Instant now) {
        if (isAtRest()) {
            return;
        }
        for (Trade trade : List.copyOf(trades)) {
            for (TrackedOrder order : List.copyOf(trade.orders())) {
                if (isOverdue(order, now)) {
                    moved(working.settle(order, OrderState.IN_DOUBT, "no answer"), now);
                }
            }
            step(trade, now);
        }
    }

    /**
     * Whether time alone changes nothing about any trade in progress. Nearly every moment of a trade is like this: it
     * is held, its exits work, and there is nothing to do.
     */
    public boolean isAtRest() {
        for (int i = 0; i < trades.size(); i++) {
            if (!trades.get(i).isAtRest()) {
                return false;
            }
        }
        return true;
    }

    private boolean isOverdue(TrackedOrder order, Instant now) {
        boolean unanswered = order.state() == OrderState.SENT
                && !now.isBefore(order.intendedAt().plus(settings.cancelTimeout()));
        boolean cancelUnanswered = order.state() == OrderState.WORKING
                && order.cancelAskedAt().isAfter(Instant.MIN)
                && !now.isBefore(order.cancelAskedAt().plus(settings.cancelTimeout()));
        return unanswered || cancelUnanswered;
    }

    /** Asks for every trade to be closed. */
    public void closeAll(ExitReason reason, Instant now) {
        closeWhere(trade -> true, reason, now);
    }

    /** Asks for those trades to be closed of which this is true. */
    public void closeWhere(Predicate<Trade> due, ExitReason reason, Instant now) {
        List<Trade> chosen = new ArrayList<>(0);
        for (int i = 0; i < trades.size(); i++) {
            if (due.test(trades.get(i))) {
                chosen.add(trades.get(i));
            }
        }
        chosen.forEach(trade -> close(trade, reason, now));
    }

    /** Asks for one trade to be closed. */
    public void close(Trade trade, ExitReason reason, Instant now) {
        trade.want(reason);
        step(trade, now);
    }

    /** Cancels entries nothing of which was filled. */
    public void cancelEntries(String reason, Instant now) {
        for (Trade trade : trades) {
            if (mayAct && trade.entry().isLive() && trade.opened().isZero()) {
                TradeCloser.cancelOnce(submitter, settings, trade.entry(), reason, now);
            }
        }
    }

    private void step(Trade trade, Instant now) {
        if (mayAct) {
            keeper.keep(trade, now, calendar.isOpen(now));
        }
        if (trades.contains(trade) && keeper.isOver(trade, now)) {
            finish(trade, now);
        }
        trade.atRest(mayAct && keeper.isAtRest(trade));
    }

    private void finish(Trade trade, Instant now) {
        trades.remove(trade);
        if (trade.opened().isZero()) {
            if (!trade.isFinished()) {
                abandon(trade, endOf(trade), now);
            }
            return;
        }
        ClosedTrade closed = trade.close();
        journal.append(TradeJson.exit(now, closed));
        trade.reset();
        listener.closed(now, closed);
    }

    /** Why a trade without a fill ended: our own reason where there is one, else what became of its entry. */
    private static String endOf(Trade trade) {
        if (trade.wanted().isPresent()) {
            return trade.wanted().get().code();
        }
        OrderState end = trade.entry().state();
        return trade.entryTimedOut() && end == OrderState.CANCELED
                ? "entry_timeout"
                : end.name().toLowerCase(Locale.ROOT);
    }

    private void abandon(Trade trade, String reason, Instant now) {
        trades.remove(trade);
        journal.append(TradeJson.abandoned(now, trade, reason));
        listener.abandoned(now, trade, reason);
    }

    /** The quote a closing order was waiting for. */
    public void quoted(Trade trade, Optional<Price> bid, Optional<Price> ask, Instant now) {
        if (mayAct) {
            keeper.quoted(trade, bid, ask, now);
        } else {
            keeper.quoteFailed(trade, "the broker is not ready", now);
        }
    }

    /** No quote could be had for a closing order. */
    public void quoteFailed(Trade trade, String why, Instant now) {
        keeper.quoteFailed(trade, why, now);
    }

    /** The link is gone: orders without an answer are in doubt from now on. */
    public void linkLost(Instant now) {
        mayAct = false;
        for (OrderChange.Moved change : working.doubtUnanswered(false)) {
            moved(change, now);
        }
    }

    /**
     * Compares the books with everything the broker knew when it was asked, and goes on trading from there; returns what
     * the account holds beyond our trades.
     */
    public List<Position> reconcile(
            List<OpenOrder> openOrders,
            List<Execution> executions,
            List<Position> positions,
            Instant askedAt,
            Instant now) {
        mayAct = false;
        List<Position> foreign = reconciler.compare(openOrders, executions, positions, askedAt, now);
        mayAct = true;
        trades.forEach(trade -> trade.atRest(false));
        supervise(now);
        return foreign;
    }

    /** Gives up trades in options that expired before today: what became of them is in the account, not in fills. */
    public void endExpired(LocalDate today, Instant now) {
        for (Trade trade : List.copyOf(trades)) {
            if (trade.origin().instrument() instanceof OptionContract option
                    && option.expiration().isBefore(today)) {
                listener.alerted(
                        now, DeskListener.Severity.CRITICAL, "expired", "still open at its expiration: " + trade);
                endedElsewhere(trade, "expired", now);
            }
        }
    }

    /** Somebody else took the position away: our exits must not open a new one. */
    void endedElsewhere(Trade trade, String reason, Instant now) {
        abandon(trade, reason, now);
        trade.reset();
        for (TrackedOrder exit : trade.liveExits()) {
            TradeCloser.cancelOnce(submitter, settings, exit, reason, now);
        }
    }

    /** Whether a trade of this symbol is in progress. */
    public boolean isOccupied(Symbol symbol) {
        for (int i = 0; i < trades.size(); i++) {
            if (trades.get(i).origin().symbol().equals(symbol)) {
                return true;
            }
        }
        return false;
    }

    /** Whether something of this symbol is held. */
    public boolean isHolding(Symbol symbol) {
        for (int i = 0; i < trades.size(); i++) {
            Trade trade = trades.get(i);
            if (trade.origin().symbol().equals(symbol) && !trade.held().isZero()) {
                return true;
            }
        }
        return false;
    }

    /** Whether no trade is in progress. */
    public boolean isIdle() {
        return trades.isEmpty();
    }

    /** Trades in progress; a copy. */
    public List<Trade> trades() {
        return List.copyOf(trades);
    }

    /** What is held; a copy. */
    public List<Position> positions() {
        return trades.stream().flatMap(trade -> trade.position().stream()).toList();
    }

    /** Orders that are live or in doubt; a copy. */
    public List<OpenOrder> openOrders() {
        return working.open();
    }

    /** Whether an order of a trade in progress waits for the reconciler. */
    public boolean isInDoubt() {
        if (isAtRest()) {
            return false;
        }
        for (int i = 0; i < trades.size(); i++) {
            for (TrackedOrder order : trades.get(i).orders()) {
                if (order.state() == OrderState.IN_DOUBT) {
                    return true;
                }
            }
        }
        return false;
    }

    int countInDoubt() {
        return (int) working.live().stream()
                .filter(order -> order.state() == OrderState.IN_DOUBT)
                .count();
    }

    /** The next moment at which time alone calls for {@link #supervise}; {@link Instant#MAX} when none does. */
    public Instant deadline() {
        Instant next = Instant.MAX;
        if (isAtRest()) {
            return next;
        }
        for (int i = 0; i < trades.size(); i++) {
            Instant one = keeper.deadline(trades.get(i));
            next = one.isBefore(next) ? one : next;
        }
        return next;
    }

    /** Forgets the orders of trades that are over: late reports of them are no longer expected. */
    public void forgetFinished() {
        working.forget(order -> !trades.contains(order.trade()));
    }
}
