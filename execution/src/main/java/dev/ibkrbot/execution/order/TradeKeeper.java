package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.order.TimeInForce;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.journal.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Brings one trade's orders to where its position needs them, a step at every call: cancels late entries, sizes and
 * prices the exits by what was filled, replaces a stop that is missing, and closes when asked, never with two orders
 * that could sell the same contracts twice. It acts on what is known and waits for answers. Confined to the engine
 * thread.
 */
final class TradeKeeper {
    private static final int MOST_STOPS_REPLACED = 1;
    static final Duration LEFTOVER_GRACE = Duration.ofSeconds(2);

    private final ExitSettings settings;
    private final OrderSubmitter submitter;
    private final TradeCloser closer;
    private final WatchedExits watched;
    private final Journal journal;
    private final DeskListener listener;

    /**
     * {@code quoteWanted} is asked for a quote of a trade's instrument, to come back through {@link #quoted};
     * {@code lacking} tells whether the broker may hold less of it than we count.
     */
    public TradeKeeper(
            ExitSettings settings,
            OrderSubmitter submitter,
            Journal journal,
            DeskListener listener,
            Consumer<Trade> quoteWanted,
            Predicate<Trade> lacking) {
        this.settings = settings;
        this.submitter = submitter;
        this.journal = journal;
        this.listener = listener;
        this.closer = new TradeCloser(settings, submitter, listener, quoteWanted, lacking);
        this.watched = new WatchedExits(settings, submitter, journal, listener);
    }

    /** Takes the next steps; {@code marketOpen} tells whether a closing order could trade now. */
    public void keep(Trade trade, Instant now, boolean marketOpen) {
        if (trade.held().isNegative() && trade.wanted().isEmpty()) {
            want(trade, ExitReason.EXCESS, now);
            listener.alerted(now, DeskListener.Severity.CRITICAL, "excess_exit", "more closed than opened: " + trade);
        }
        if (trade.wanted().isPresent()) {
            closer.step(trade, now, marketOpen);
            if (!marketOpen) {
                protectAgain(trade, now);
            }
            return;
        }
        if (trade.watched().isPresent() && trade.held().isPositive()) {
            watched.keep(trade, now);
            return;
        }
        if (trade.live(OrderRole.ENTRY).isPresent()) {
            cancelLateEntry(trade, now);
        } else if (trade.held().isZero()) {
            cancelLeftovers(trade, now);
        } else {
            alignExits(trade, now);
        }
        checkProtection(trade, now);
        if (trade.wanted().isPresent()) {
            closer.step(trade, now, marketOpen);
        }
    }

    /**
     * Wants the trade to be closed, at the next step; the first reason stays, and is durable first, so that a close in
     * progress goes on after a restart. What is flat already needs none.
     */
    void want(Trade trade, ExitReason reason, Instant now) {
        if (trade.wanted().isEmpty() && !isFlat(trade)) {
            journal.append(TradeJson.wanted(now, trade, reason));
            trade.want(reason);
        }
    }

    /** A watched trade is at its target. */
    void takeProfit(Trade trade, Instant now) {
        watched.takeProfit(trade, now);
    }

    /** No close goes on from here; those without any order get their exits back, and the next start goes on. */
    void leave(List<Trade> trades, Instant now) {
        closer.leave();
        for (Trade trade : trades) {
            if (trade.wanted().isPresent()) {
                protectAgain(trade, now);
            }
        }
    }

    /** The quote a closing order was waiting for: what it may be sold at, and bought at. */
    public void quoted(Trade trade, Optional<Price> bid, Optional<Price> ask, Instant now) {
        closer.quoted(trade, bid, ask, now);
    }

    /** No quote could be had: tries again later. */
    public void quoteFailed(Trade trade, String why, Instant now) {
        closer.quoteFailed(trade, why, now);
    }

    static boolean isUnasked(TrackedOrder order) {
        return order.cancelAskedAt().equals(Instant.MIN);
    }

    /** Whether nothing of it lives and nothing is held: its fees may still be missing. */
    static boolean isFlat(Trade trade) {
        return trade.held().isZero() && !trade.hasLiveOrder();
    }

    /** Whether it is over: flat, and its fees known or waited for long enough. */
    public boolean isOver(Trade trade, Instant now) {
        return isFlat(trade)
                && (trade.opened().isZero()
                        || trade.isFullyCharged()
                        || !now.isBefore(trade.exitTime().plus(settings.feeWait())));
    }

    /**
     * Whether time alone changes nothing about it: held, not to be closed, with exactly its exits working, and none
     * that supervision has to make. Until something is reported of it, a step would do nothing and it has no deadline.
     */
    public boolean isAtRest(Trade trade) {
        Bracket bracket = trade.bracket();
        return trade.held().isPositive()
                && trade.wanted().isEmpty()
                && trade.origin().exits().emergencyLoss().isEmpty()
                && trade.origin().exits().timeStop().isEmpty()
                && trade.nakedSince().equals(Instant.MAX)
                && trade.flatSince().equals(Instant.MAX)
                && trade.orders().stream().allMatch(order -> !order.isLive() || isQuietExit(order))
                && trade.live(OrderRole.STOP_LOSS).isPresent()
                        == bracket.stopLoss().isPresent()
                && trade.live(OrderRole.TAKE_PROFIT).isPresent()
                        == bracket.takeProfit().isPresent()
                && isAligned(trade);
    }

    private static boolean isQuietExit(TrackedOrder order) {
        return order.role().isExit() && order.state() == OrderState.WORKING && isUnasked(order);
    }

    private void cancelLateEntry(Trade trade, Instant now) {
        TrackedOrder entry = trade.entry().orElseThrow();
        if (!now.isBefore(entry.intendedAt().plus(settings.entryTimeout()))) {
            trade.entryLate();
            cancel(entry, "entry_timeout", now);
        }
    }

    /** The broker ends the exits of a flat trade itself; one that it forgot would open a position. */
    private void cancelLeftovers(Trade trade, Instant now) {
        if (!trade.hasLiveOrder()) {
            trade.flatSince(Instant.MAX);
        } else if (trade.flatSince().equals(Instant.MAX)) {
            trade.flatSince(now);
        } else if (!now.isBefore(trade.flatSince().plus(LEFTOVER_GRACE))) {
            cancelAll(trade.liveExits(), "flat", now);
        }
    }

    /** What could not be closed before the market did, or we end, has exits meanwhile, unless the broker wants none. */
    private void protectAgain(Trade trade, Instant now) {
        boolean bare = trade.held().isPositive()
                && !trade.hasLiveOrder()
                && trade.watched().isEmpty();
        if (bare && !isRefused(trade, OrderRole.STOP_LOSS)) {
            alignExits(trade, now);
        }
    }

    private void alignExits(Trade trade, Instant now) {
        // The stop's percentage is of what was paid.
        trade.bracket(trade.paidBracket());
        if (watches() && isTargetRejected(trade)) {
            watched.begin(trade, now);
            return;
        }
        if (trade.isGroupSpent()) {
            // After an exit traded, its group may be closed to newcomers: what is left gets a group of its own.
            if (!isAligned(trade)) {
                cancelAll(trade.liveExits(), "resize", now);
                if (trade.liveExits().isEmpty()) {
                    trade.nextGroup();
                    placeMissing(trade, now);
                }
            }
            return;
        }
        for (TrackedOrder exit : trade.liveExits()) {
            if (sellsTooMuch(trade, exit)) {
                giveUpProtection(trade, now);
                return;
            }
            if (!fits(trade, exit)) {
                replace(trade, exit, now);
            }
        }
        placeMissing(trade, now);
    }

    /**
     * A stop goes only once its successor is acknowledged, so that there is no moment without one; in one group the two
     * cannot both sell. A successor that was refused leaves the old stop where it is.
     */
    private void replace(Trade trade, TrackedOrder exit, Instant now) {
        if (exit.role() != OrderRole.STOP_LOSS || trade.bracket().stopLoss().isEmpty()) {
            cancel(exit, "resize", now);
            return;
        }
        Optional<TrackedOrder> successor = trade.liveExits().stream()
                .filter(other -> other.role() == OrderRole.STOP_LOSS && fits(trade, other))
                .findFirst();
        if (successor.isPresent()) {
            if (successor.get().state() == OrderState.WORKING) {
                cancel(exit, "resize", now);
            }
        } else if (isUnasked(exit) && !isRefused(trade, OrderRole.STOP_LOSS)) {
            place(
                    trade,
                    OrderRole.STOP_LOSS,
                    new OrderTerms.Stop(trade.bracket().stopLoss().get()),
                    now);
        }
    }

    /** Whether this is a stop for more than is held, and the broker refused a smaller one in its place. */
    private static boolean sellsTooMuch(Trade trade, TrackedOrder exit) {
        return exit.role() == OrderRole.STOP_LOSS
                && isUnasked(exit)
                && exit.remaining().compareTo(trade.held()) > 0
                && isRefused(trade, OrderRole.STOP_LOSS);
    }

    private boolean isAligned(Trade trade) {
        List<TrackedOrder> live = trade.liveExits();
        Bracket bracket = trade.bracket();
        int wanted =
                (bracket.stopLoss().isPresent() ? 1 : 0) + (bracket.takeProfit().isPresent() ? 1 : 0);
        return live.size() == wanted && live.stream().allMatch(exit -> fits(trade, exit));
    }

    static boolean fits(Trade trade, TrackedOrder exit) {
        Optional<Price> wanted = exit.role() == OrderRole.STOP_LOSS
                ? trade.bracket().stopLoss()
                : trade.bracket().takeProfit();
        Optional<Price> has = exit.role() == OrderRole.STOP_LOSS
                ? exit.order().terms().triggerPrice()
                : exit.order().terms().limitPrice();
        return exit.remaining().equals(trade.held()) && has.equals(wanted);
    }

    private void placeMissing(Trade trade, Instant now) {
        Bracket bracket = trade.bracket();
        boolean stopMissing = trade.live(OrderRole.STOP_LOSS).isEmpty() && !isProtected(trade);
        if (bracket.stopLoss().isPresent() && stopMissing) {
            if (isRefused(trade, OrderRole.STOP_LOSS)) {
                if (trade.stopsReplaced() >= MOST_STOPS_REPLACED) {
                    giveUpProtection(trade, now);
                    return;
                }
                trade.stopReplaced();
            }
            OrderTerms stop = new OrderTerms.Stop(bracket.stopLoss().get());
            place(trade, OrderRole.STOP_LOSS, stop, now);
        }
        // A target that the broker refused is not insisted on: the stop protects, supervision closes.
        if (bracket.takeProfit().isPresent()
                && trade.live(OrderRole.TAKE_PROFIT).isEmpty()
                && !isRefused(trade, OrderRole.TAKE_PROFIT)) {
            OrderTerms limit = new OrderTerms.Limit(bracket.takeProfit().get());
            place(trade, OrderRole.TAKE_PROFIT, limit, now);
        }
    }

    /** Whether the broker refused or dropped the last order of this role without being asked. */
    private static boolean isRefused(Trade trade, OrderRole role) {
        return trade.last(role)
                .filter(order -> order.state() == OrderState.REJECTED
                        || (order.state() == OrderState.CANCELED
                                && isUnasked(order)
                                && order.order().parent().isEmpty()
                                && order.order().ocaGroup().equals(Optional.of(trade.ocaGroup()))))
                .isPresent();
    }

    private void place(Trade trade, OrderRole role, OrderTerms terms, Instant now) {
        Side side = trade.origin().side().opposite();
        submitter.submitExit(trade, role, side, trade.held(), terms, TimeInForce.GTC, now);
    }

    private void checkProtection(Trade trade, Instant now) {
        boolean needed = trade.held().isPositive()
                && trade.bracket().stopLoss().isPresent()
                && trade.watched().isEmpty();
        if (!needed || isProtected(trade)) {
            trade.nakedSince(Instant.MAX);
            return;
        }
        if (trade.nakedSince().equals(Instant.MAX)) {
            trade.nakedSince(now);
            return;
        }
        if (trade.wanted().isPresent() || now.isBefore(trade.nakedSince().plus(settings.protectionTimeout()))) {
            return;
        }
        if (trade.stopsReplaced() >= MOST_STOPS_REPLACED) {
            giveUpProtection(trade, now);
            return;
        }
        trade.stopReplaced();
        trade.nakedSince(now);
        listener.alerted(now, DeskListener.Severity.CRITICAL, "unprotected", "no stop acknowledged: " + trade);
        // The silent stop may yet turn out to live. In one group with the new one, the two cannot both sell.
        Optional<TrackedOrder> silent = trade.live(OrderRole.STOP_LOSS);
        place(
                trade,
                OrderRole.STOP_LOSS,
                new OrderTerms.Stop(trade.bracket().stopLoss().orElseThrow()),
                now);
        silent.ifPresent(stop -> cancel(stop, "unacknowledged", now));
    }

    private static boolean isProtected(Trade trade) {
        Quantity held = trade.held();
        for (TrackedOrder order : trade.orders()) {
            if (order.role() == OrderRole.STOP_LOSS
                    && order.state() == OrderState.WORKING
                    && order.remaining().compareTo(held) >= 0) {
                return true;
            }
        }
        return false;
    }

    private boolean watches() {
        return settings.refusedExits() == ExitSettings.RefusedExits.WATCH;
    }

    private static boolean isTargetRejected(Trade trade) {
        return trade.last(OrderRole.TAKE_PROFIT)
                .filter(order -> order.state() == OrderState.REJECTED)
                .isPresent();
    }

    /** A stop that was not answered is no refusal: it may live, and nobody knows. */
    private void giveUpProtection(Trade trade, Instant now) {
        if (watches() && isRefused(trade, OrderRole.STOP_LOSS)) {
            watched.begin(trade, now);
            return;
        }
        listener.alerted(now, DeskListener.Severity.CRITICAL, "unprotected", "closing without a stop: " + trade);
        want(trade, ExitReason.UNPROTECTED, now);
    }

    private void cancelAll(List<TrackedOrder> orders, String reason, Instant now) {
        for (TrackedOrder order : orders) {
            cancel(order, reason, now);
        }
    }

    private void cancel(TrackedOrder order, String reason, Instant now) {
        TradeCloser.cancelOnce(submitter, settings, order, reason, now);
    }
}
