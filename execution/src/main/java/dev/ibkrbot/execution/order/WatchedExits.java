package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.TimeInForce;
import dev.ibkrbot.execution.journal.Journal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The exits of a trade whose broker refuses them, owned by the engine alone: target and stop are levels in the journal,
 * and none of its exits at the broker is left to live. At the target one limit order goes out, for exactly what is held,
 * and rests there until it fills or the stop is reached. At the stop the trade is closed like any other, by
 * {@link TradeCloser}: the order at the target is canceled first and known to be gone. Never are there two orders that
 * could sell the same contracts twice. Confined to the engine thread.
 */
final class WatchedExits {
    private final ExitSettings settings;
    private final OrderSubmitter submitter;
    private final Journal journal;
    private final DeskListener listener;

    WatchedExits(ExitSettings settings, OrderSubmitter submitter, Journal journal, DeskListener listener) {
        this.settings = settings;
        this.submitter = submitter;
        this.journal = journal;
        this.listener = listener;
    }

    /** From now on the exits of this trade are the engine's: durable before anything at the broker changes. */
    void begin(Trade trade, Instant now) {
        take(trade, trade.paidBracket(), now);
        keep(trade, now);
    }

    private void take(Trade trade, Bracket levels, Instant now) {
        journal.append(TradeJson.watched(now, trade, levels));
        trade.watch(levels, now);
    }

    /** Takes away whatever of the trade lives at the broker and is not the order at its target. */
    void keep(Trade trade, Instant now) {
        Watched watched = trade.watched().orElseThrow();
        Bracket paid = trade.paidBracket();
        if (!paid.equals(trade.bracket())) {
            take(trade, paid, now);
        }
        if (!watched.isTold()) {
            watched.tell();
            listener.alerted(now, DeskListener.Severity.CRITICAL, "exits_watched", told(trade));
        }
        noticeRefusal(trade, watched, now);
        List<TrackedOrder> orders = trade.orders();
        for (int i = 0; i < orders.size(); i++) {
            TrackedOrder order = orders.get(i);
            if (order.isLive() && (i < watched.ordersBefore() || !TradeKeeper.fits(trade, order))) {
                TradeCloser.cancelOnce(submitter, settings, order, "watched", now);
            }
        }
    }

    private static String told(Trade trade) {
        Bracket levels = trade.bracket();
        return "the broker refuses the exits of " + trade + ": the bot itself watches"
                + levels.takeProfit().map(price -> ", target " + price).orElse("")
                + levels.stopLoss().map(price -> ", stop " + price).orElse("")
                + "; while the bot is down, nothing protects this position";
    }

    /** The target is reached: sends its order, unless something of the trade may still trade. */
    void takeProfit(Trade trade, Instant now) {
        Instant retry = trade.watched().orElseThrow().target().next();
        if (trade.hasLiveOrder() || !trade.held().isPositive() || now.isBefore(retry)) {
            return;
        }
        // A group of its own: what its predecessors were in may be closed to newcomers.
        trade.nextGroup();
        OrderTerms terms = new OrderTerms.Limit(trade.bracket().takeProfit().orElseThrow());
        submitter.submitExit(
                trade,
                OrderRole.TAKE_PROFIT,
                trade.origin().side().opposite(),
                trade.held(),
                terms,
                TimeInForce.GTC,
                now);
    }

    private void noticeRefusal(Trade trade, Watched watched, Instant now) {
        Optional<TrackedOrder> refused = trade.last(OrderRole.TAKE_PROFIT)
                .filter(order -> trade.orders().indexOf(order) >= watched.ordersBefore())
                .filter(order -> TradeCloser.isRefused(order, settings))
                .filter(order -> watched.target().isUncounted(order.intendedAt()));
        if (refused.isPresent() && watched.target().failed(now)) {
            listener.alerted(
                    now,
                    DeskListener.Severity.CRITICAL,
                    "target_rejected",
                    "at its target, and the order was rejected: " + trade);
        }
    }
}
