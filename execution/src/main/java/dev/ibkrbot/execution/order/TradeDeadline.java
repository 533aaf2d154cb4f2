package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.order.OrderRole;
import java.time.Instant;

/** When time alone calls for a {@link TradeKeeper} to take a step. Immutable. */
final class TradeDeadline {
    private final ExitSettings settings;

    TradeDeadline(ExitSettings settings) {
        this.settings = settings;
    }

    /** The next moment at which it does; {@link Instant#MAX} when it does not. */
    Instant of(Trade trade) {
        Instant next = Instant.MAX;
        for (TrackedOrder order : trade.orders()) {
            if (order.isLive()) {
                next = earlier(next, of(order));
            }
        }
        if (trade.nakedSince().isBefore(Instant.MAX)) {
            next = earlier(next, trade.nakedSince().plus(settings.protectionTimeout()));
        }
        if (trade.flatSince().isBefore(Instant.MAX)
                && trade.liveExits().stream().anyMatch(TradeKeeper::isUnasked)) {
            next = earlier(next, trade.flatSince().plus(TradeKeeper.LEFTOVER_GRACE));
        }
        boolean asks = !trade.hasLiveOrder()
                || trade.liveExits().stream()
                        .anyMatch(exit -> exit.role() != OrderRole.CLOSE && TradeKeeper.isUnasked(exit));
        if (trade.wanted().isPresent() && !trade.quoteAsked() && asks) {
            next = earlier(next, trade.closing().next());
        }
        return TradeKeeper.isFlat(trade) && !trade.isFullyCharged()
                ? earlier(next, trade.exitTime().plus(settings.feeWait()))
                : next;
    }

    private Instant of(TrackedOrder order) {
        if (order.cancelAskedAt().isAfter(Instant.MIN)) {
            return order.cancelAskedAt().plus(settings.cancelTimeout());
        }
        if (order.role() == OrderRole.ENTRY) {
            return order.intendedAt().plus(settings.entryTimeout());
        }
        if (order.role() == OrderRole.CLOSE) {
            return order.intendedAt().plus(settings.closeTimeout());
        }
        return Instant.MAX;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
