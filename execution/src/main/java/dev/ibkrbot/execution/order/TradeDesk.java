package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.account.OptionSettlement;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.OrderEntry;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.journal.Journal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
    private final Trades trades;
    private final TradeEnds ends;
    private final OrderSubmitter submitter;
    private final TradeKeeper keeper;
    private final TradeDeadline deadline;
    private final Reconciler reconciler;
    private boolean mayAct;
    private boolean endsUnknown;

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
        this.trades = new Trades(restored.trades);
        this.ends = new TradeEnds(trades, restored.settled, journal, listener, calendar);
        this.submitter = new OrderSubmitter(orders, ids, journal, working, restored.usedSignals(), listener);
        this.reconciler = new Reconciler(this, working, calendar, journal, ids, listener);
        this.keeper = new TradeKeeper(settings, submitter, journal, listener, quoteWanted, reconciler::isLacking);
        this.deadline = new TradeDeadline(settings);
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

    /**
     * Takes over a position that was found.
     *
     * @param atOnce why it is closed instead of getting exits
     * @param detail what is known of it, for people
     */
    public Submission adopt(TradeOrigin origin, Optional<ExitReason> atOnce, String detail, Instant now) {
        Submission submission = submitter.adopt(origin, atOnce, detail, now);
        if (submission instanceof Submission.Sent sent) {
            trades.add(sent.trade());
            step(sent.trade(), now);
        }
        return submission;
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
        } else if (change instanceof OrderChange.Corrected it) {
            corrected(it, now);
        } else if (change instanceof OrderChange.Charged it) {
            charged(it, now);
            step(it.order().trade(), now);
        } else if (change instanceof OrderChange.Absurd it) {
            absurd(it, now);
        } else if (change instanceof OrderChange.Foreign) {
            listener.alerted(now, DeskListener.Severity.WARNING, "external", "not an order of ours: " + event);
        }
    }

    /** Takes in how an option position ended by its terms. */
    public void onSettlement(OptionSettlement settlement, Instant now) {
        for (Trade trade : ends.settle(settlement, now)) {
            step(trade, now);
        }
    }

    /** Journals a change of state, whoever found out, and takes the next steps. */
    void moved(OrderChange.Moved change, Instant now) {
        change.order().ended(change.to().isTerminal() ? now : Instant.MAX);
        journal.append(TradeJson.moved(now, change));
        Trade trade = change.order().trade();
        listener.moved(now, trade, change);
        if (change.from() == OrderState.LOST) {
            trades.add(trade);
            listener.alerted(now, DeskListener.Severity.CRITICAL, "resurrected", change.order() + " lives after all");
        }
        step(trade, now);
    }

    private void traded(OrderChange.Traded change, Instant now) {
        Trade trade = change.order().trade();
        trade.traded(change.order(), change.execution());
        journal.append(TradeJson.fill(now, change));
        for (OrderChange early : working.chargesWaitingFor(change.execution())) {
            if (early instanceof OrderChange.Charged it) {
                charged(it, now);
            } else if (early instanceof OrderChange.Absurd it) {
                absurd(it, now);
            }
        }
        trades.add(trade);
        listener.filled(now, trade, change);
        if (change.late()) {
            listener.alerted(now, DeskListener.Severity.WARNING, "late_fill", "after its end: " + change.order());
        }
        if (change.overfilled()) {
            listener.doubted(now, trade.origin().symbol(), "overfill", "more than ordered: " + change.order());
        }
        step(trade, now);
    }

    private void charged(OrderChange.Charged change, Instant now) {
        journal.append(TradeJson.commission(now, change));
        Trade trade = change.order().trade();
        if (trade.charged(change)) {
            trades.add(trade);
        }
    }

    private void absurd(OrderChange.Absurd change, Instant now) {
        listener.alerted(
                now,
                DeskListener.Severity.WARNING,
                "absurd_commission",
                change.commission() + " for fill " + change.fill() + " of " + change.order() + " is not counted");
    }

    private void corrected(OrderChange.Corrected change, Instant now) {
        journal.append(TradeJson.correction(now, change));
        Trade trade = change.order().trade();
        boolean counted = trade.corrected(change);
        listener.doubted(
                now,
                trade.origin().symbol(),
                "execution_corrected",
                change.latest() + " of " + change.order() + " is now "
                        + change.after()
                                .map(it -> it.quantity() + " at " + it.price())
                                .orElse("busted")
                        + (counted ? "" : ", of a trade that is no longer counted"));
        if (counted) {
            trades.add(trade);
            step(trade, now);
        }
    }

    /** Lets the time that has passed take effect on every trade. */
    public void supervise(Instant now) {
        if (trades.areAtRest()) {
            return;
        }
        for (Trade trade : trades.all()) {
            for (TrackedOrder order : List.copyOf(trade.orders())) {
                if (isOverdue(order, now)) {
                    moved(working.settle(order, OrderState.IN_DOUBT, "no answer"), now);
                }
            }
            step(trade, now);
        }
    }

    private boolean isOverdue(TrackedOrder order, Instant now) {
        boolean unanswered = order.state() == OrderState.SENT
                && !now.isBefore(order.intendedAt().plus(settings.cancelTimeout()));
        boolean cancelUnanswered = order.state() == OrderState.WORKING
                && order.cancelAskedAt().isAfter(Instant.MIN)
                && !now.isBefore(order.cancelAskedAt().plus(settings.cancelTimeout()));
        return unanswered || cancelUnanswered;
    }

    /** The program ends: entries are canceled, and what is being closed is not left without protection. */
    public void leave(Instant now) {
        cancelEntries("stopped", now);
        keeper.leave(trades.all(), now);
    }

    /** Asks for every trade to be closed. */
    public void closeAll(ExitReason reason, Instant now) {
        closeWhere(trade -> true, reason, now);
    }

    /** Asks for those trades to be closed of which this is true. */
    public void closeWhere(Predicate<Trade> due, ExitReason reason, Instant now) {
        if (!trades.isEmpty()) {
            trades.all().stream().filter(due).toList().forEach(trade -> close(trade, reason, now));
        }
    }

    /** Asks for one trade to be closed. */
    public void close(Trade trade, ExitReason reason, Instant now) {
        keeper.want(trade, reason, now);
        step(trade, now);
    }

    /** A trade whose exits are watched is at its target: sends the order that takes it. */
    public void takeProfit(Trade trade, Instant now) {
        if (mayAct && !ends.isExpired(trade, now)) {
            keeper.takeProfit(trade, now);
        }
    }

    /** Cancels entries nothing of which was filled. */
    public void cancelEntries(String reason, Instant now) {
        for (Trade trade : trades.all()) {
            if (trade.opened().isZero()) {
                cancelEntry(trade, reason, now);
            }
        }
    }

    /** Cancels what of an entry has not traded yet. */
    public void cancelEntry(Trade trade, String reason, Instant now) {
        if (mayAct) {
            trade.live(OrderRole.ENTRY)
                    .ifPresent(entry -> TradeCloser.cancelOnce(submitter, settings, entry, reason, now));
        }
    }

    private void step(Trade trade, Instant now) {
        if (mayAct && !ends.isExpired(trade, now)) {
            keeper.keep(trade, now, calendar.isOpen(now));
        }
        if (trades.contains(trade) && keeper.isOver(trade, now)) {
            ends.finish(trade, now);
        }
        trade.atRest(mayAct && keeper.isAtRest(trade));
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
     * Compares the books with everything the broker knew when it was asked, and goes on trading from there.
     */
    public Comparison reconcile(BrokerBooks books, Instant now) {
        mayAct = false;
        Comparison comparison = reconciler.compare(books, now);
        mayAct = true;
        endsUnknown &= !calendar.isOpen(now);
        trades.disturb();
        supervise(now);
        return comparison;
    }

    /** The symbol of the trade an order of ours belongs to. */
    public Optional<Symbol> symbolOf(OrderId order) {
        return working.find(order).map(it -> it.trade().origin().symbol());
    }

    /** A trading date has begun, or the books are compared for the first time: options may have expired before it. */
    public void enterDay(LocalDate today) {
        endsUnknown = trades.all().stream()
                .anyMatch(trade -> trade.origin().instrument() instanceof OptionContract option
                        && option.expiration().isBefore(today));
    }

    /** Whether the end of an option that expired before this date is to be found out now, in the broker's books. */
    public boolean isEndUnknown(Instant now) {
        return endsUnknown && calendar.isOpen(now);
    }

    /** An order lives beside the one of ours that has its name: it must not trade too. */
    void cancelDuplicate(TrackedOrder order, OrderId duplicate, Instant now) {
        submitter.cancel(order, duplicate, "duplicate", now);
    }

    /** Somebody else closed part of the position: what is left is ours to protect. */
    void reducedElsewhere(Trade trade, Quantity part, Instant now) {
        Money value = trade.entryPrice()
                .times(
                        trade.origin().instrument().multiplier(),
                        part,
                        trade.origin().instrument().currency());
        ends.reduce(trade, part, trade.origin().side() == Side.BUY ? value : value.negated(), now);
        step(trade, now);
    }

    /** Somebody else took the position away: our exits must not open a new one. */
    void endedElsewhere(Trade trade, String reason, Instant now) {
        ends.abandon(trade, reason, now);
        trade.reset();
        for (TrackedOrder exit : trade.liveExits()) {
            TradeCloser.cancelOnce(submitter, settings, exit, reason, now);
        }
    }

    /** The trades in progress. */
    public Trades trades() {
        return trades;
    }

    /** Orders that are live or in doubt; a copy. */
    public List<OpenOrder> openOrders() {
        return working.open();
    }

    int countInDoubt() {
        return (int) working.live().stream()
                .filter(order -> order.state() == OrderState.IN_DOUBT)
                .count();
    }

    /** The next moment at which time alone calls for {@link #supervise}; {@link Instant#MAX} when none does. */
    public Instant deadline() {
        Instant next = Instant.MAX;
        if (trades.areAtRest()) {
            return next;
        }
        for (Trade trade : trades.all()) {
            Instant one = deadline.of(trade);
            next = one.isBefore(next) ? one : next;
        }
        return next;
    }

    /** Forgets the orders of trades that are over: late reports of them are no longer expected. */
    public void forgetFinished() {
        working.forget(order -> !trades.contains(order.trade()));
    }
}
