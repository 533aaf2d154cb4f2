package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.order.TimeInForce;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.broker.value.RoundingDirection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Closes a trade by an order of its own: when somebody is there to close with, everything else of it is canceled and
 * known to be gone, then one order for exactly what is held, placed anew when it is not filled in time. Confined to the engine thread.
 */
final class TradeCloser {
    /** Asking costs nothing, and minutes before the close are few. */
    private static final Duration LONGEST_WITHOUT_QUOTE = Duration.ofSeconds(20);

    private final ExitSettings settings;
    private final OrderSubmitter submitter;
    private final DeskListener listener;
    private final Consumer<Trade> quoteWanted;
    private final Predicate<Trade> lacking;
    private boolean left;

    /** {@code lacking} tells whether the broker may hold less than we count: then nothing is sold before it is known. */
    TradeCloser(
            ExitSettings settings,
            OrderSubmitter submitter,
            DeskListener listener,
            Consumer<Trade> quoteWanted,
            Predicate<Trade> lacking) {
        this.lacking = lacking;
        this.settings = settings;
        this.submitter = submitter;
        this.listener = listener;
        this.quoteWanted = quoteWanted;
    }

    /** The program ends: nothing is closed any more. */
    void leave() {
        left = true;
    }

    void step(Trade trade, Instant now, boolean marketOpen) {
        boolean clear = true;
        boolean protects = false;
        for (TrackedOrder order : trade.orders()) {
            if (order.isLive() && order.role() != OrderRole.CLOSE) {
                clear = false;
                if (isToStay(trade, order)) {
                    protects = true;
                } else {
                    cancel(trade, order, now);
                }
            }
        }
        Optional<TrackedOrder> closing = trade.live(OrderRole.CLOSE);
        if (clear && closing.isPresent()) {
            if (!now.isBefore(closing.get().intendedAt().plus(settings.closeTimeout()))) {
                cancelOnce(submitter, settings, closing.get(), "close_timeout", now);
            }
        } else if ((protects || mayPlace(trade))
                && marketOpen
                && !trade.quoteAsked()
                && !now.isBefore(retryAt(trade, now))) {
            trade.quoteAsked(true);
            quoteWanted.accept(trade);
        }
    }

    /** What protects a position stays until somebody is there to close with, unless it could sell more than is held. */
    private static boolean isToStay(Trade trade, TrackedOrder order) {
        return trade.held().isPositive()
                && order.role().isExit()
                && TradeKeeper.isUnasked(order)
                && order.remaining().compareTo(trade.held()) <= 0
                && trade.live(OrderRole.CLOSE).isEmpty();
    }

    private void cancel(Trade trade, TrackedOrder order, Instant now) {
        String reason = trade.wanted().map(ExitReason::code).orElse("flat");
        cancelOnce(submitter, settings, order, reason, now);
    }

    private static boolean mayPlace(Trade trade) {
        return !trade.held().isZero() && !trade.hasLiveOrder();
    }

    /** A refused closing order is not repeated at once. */
    private Instant retryAt(Trade trade, Instant now) {
        boolean refused = trade.last(OrderRole.CLOSE)
                .filter(order -> isRefused(order, settings))
                .filter(order -> trade.closing().isUncounted(order.intendedAt()))
                .isPresent();
        if (refused) {
            failed(trade, "close_rejected", "the closing order was rejected: " + trade, Retries.LONGEST, now);
        }
        return trade.closing().next();
    }

    /** Whether the broker did not want this order: it said so, or soon took it back without being asked. */
    static boolean isRefused(TrackedOrder order, ExitSettings settings) {
        boolean takenBack = order.state() == OrderState.CANCELED
                && TradeKeeper.isUnasked(order)
                && order.endedAt().isBefore(order.intendedAt().plus(settings.closeTimeout()));
        return order.state() == OrderState.REJECTED || takenBack;
    }

    void quoted(Trade trade, Optional<Price> bid, Optional<Price> ask, Instant now) {
        trade.quoteAsked(false);
        Quantity held = trade.held();
        if (held.isZero() || left) {
            return;
        }
        Side side = held.isPositive()
                ? trade.origin().side().opposite()
                : trade.origin().side();
        Optional<Price> price = side == Side.SELL ? bid : ask;
        boolean atMarket = settings.closeStyle() == ExitSettings.CloseStyle.MARKET;
        if (price.isEmpty() && !atMarket) {
            failed(trade, "close_no_quote", "nobody to close with: " + trade, LONGEST_WITHOUT_QUOTE, now);
            return;
        }
        if (lacking.test(trade)) {
            failed(trade, "close_withheld", "the broker lists less than " + trade, LONGEST_WITHOUT_QUOTE, now);
            return;
        }
        for (TrackedOrder exit : trade.liveExits()) {
            if (exit.role() != OrderRole.CLOSE) {
                cancel(trade, exit, now);
            }
        }
        if (mayPlace(trade)) {
            place(trade, side, atMarket ? new OrderTerms.Market() : limit(trade, side, price.orElseThrow()), now);
        }
    }

    /** The other side's best price is legal as a rule; where it is not, ask for no less than it. */
    private static OrderTerms limit(Trade trade, Side side, Price price) {
        RoundingDirection direction = side == Side.SELL ? RoundingDirection.UP : RoundingDirection.DOWN;
        return new OrderTerms.Limit(trade.origin().grid().round(price, direction));
    }

    void quoteFailed(Trade trade, String why, Instant now) {
        trade.quoteAsked(false);
        failed(trade, "close_no_quote", why, LONGEST_WITHOUT_QUOTE, now);
    }

    private void place(Trade trade, Side side, OrderTerms terms, Instant now) {
        submitter.submitExit(trade, OrderRole.CLOSE, side, trade.held().abs(), terms, TimeInForce.DAY, now);
    }

    private void failed(Trade trade, String code, String message, Duration longest, Instant now) {
        if (trade.closing().failed(longest, now)) {
            listener.alerted(now, DeskListener.Severity.CRITICAL, code, message);
        }
    }

    /** Asks for a cancel unless it was asked a short while ago: a repeated question is harmless, a flood is not. */
    static void cancelOnce(
            OrderSubmitter submitter, ExitSettings settings, TrackedOrder order, String reason, Instant now) {
        boolean unasked = order.cancelAskedAt().equals(Instant.MIN);
        if (unasked || !now.isBefore(order.cancelAskedAt().plus(settings.cancelTimeout()))) {
            submitter.cancel(order, reason, now);
        }
    }
}
