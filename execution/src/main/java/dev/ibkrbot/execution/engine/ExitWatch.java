package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.execution.order.DeskListener.Severity;
import dev.ibkrbot.execution.order.ExitReason;
import dev.ibkrbot.execution.order.Trade;
import dev.ibkrbot.execution.order.TradeDesk;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the exits at the broker cannot do: closes a position that is at its stop, where the broker refused that, that has
 * lost so much that its stop must have failed, that was held for as long as was planned, or that is too near to its
 * expiration; of several reasons the first in this order. A target that the broker refused is sent when it is reached.
 *
 * <p>A price is what the position could be left at now: the bid of what was bought, the ask of what was written. The
 * last price is not asked, because that of an option may be hours old and a quote does not tell. Only a live, two-sided
 * quote of the last minute counts; any other price tells nothing, and is alerted of when it goes on. Confined to the
 * engine thread.
 */
final class ExitWatch {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration FRESH = Duration.ofSeconds(60);
    /** A quote that has not come by then is not waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int UNUSABLE_TO_TELL = 3;
    /** A position that is watched for so long should be looked at by a person; the watch goes on. */
    private static final Duration LONG = Duration.ofHours(8);

    private final MarketCalendar calendar;
    private final QuoteSource quotes;
    private final InstantSource clock;
    private final Answers answers;
    private final StandingExits standing;
    private final TradeDesk desk;
    private final Recorder recorder;
    private final Map<Trade, Look> looks = new HashMap<>();

    ExitWatch(EnginePorts ports, Answers answers, StandingExits standing, TradeDesk desk, Recorder recorder) {
        this.calendar = ports.calendar();
        this.quotes = ports.broker().quotes();
        this.clock = ports.clock();
        this.answers = answers;
        this.standing = standing;
        this.desk = desk;
        this.recorder = recorder;
    }

    /** How the price of a trade's instrument was last asked for. */
    private static final class Look {
        private Instant askedAt = Instant.MIN;
        private boolean pending;
        private int unusableInARow;
        private boolean toldLong;
    }

    /** The next moment at which a position has been held for as long as was planned; {@link Instant#MAX} for none. */
    Instant deadline() {
        return desk.trades().all().stream()
                .filter(ExitWatch::isOpen)
                .map(ExitWatch::timeStop)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    /** Looks at every position; only while the market is open, because a close takes its protection away first. */
    void step(Instant now) {
        if (!calendar.isOpen(now) || desk.trades().isEmpty()) {
            looks.clear();
            return;
        }
        looks.keySet().retainAll(desk.trades().all());
        for (Trade trade : desk.trades().all()) {
            if (!isOpen(trade)) {
                continue;
            }
            if (isWatched(trade)
                    || standing.emergencyLoss(trade.origin().exits()).isPresent()) {
                look(trade, looks.computeIfAbsent(trade, any -> new Look()), now);
            } else {
                decide(trade, Optional.empty(), now);
            }
        }
    }

    private static boolean isOpen(Trade trade) {
        return trade.held().isPositive() && trade.wanted().isEmpty();
    }

    private static boolean isWatched(Trade trade) {
        return trade.watchedSince().isPresent();
    }

    private void look(Trade trade, Look look, Instant now) {
        if (!look.toldLong && isWatchedLong(trade, now)) {
            look.toldLong = true;
            recorder.alerted(
                    now,
                    Severity.WARNING,
                    "exits_watched_long",
                    trade + ": watched by the bot alone since "
                            + trade.watchedSince().orElseThrow());
        }
        if (look.pending) {
            if (!now.isBefore(look.askedAt.plus(PATIENCE))) {
                look.pending = false;
                unusable(trade, look, "no quote within " + PATIENCE.toSeconds() + " s", now);
            }
            return;
        }
        if (now.isBefore(look.askedAt.plus(LOOK_EVERY)) && !(look.askedAt.isBefore(now) && isDue(trade, now))) {
            return;
        }
        look.pending = true;
        look.askedAt = now;
        answers.await(quotes.quote(trade.origin().instrument()), quote -> quoted(trade, look, now, quote), failure -> {
            if (isAwaited(trade, look, now)) {
                look.pending = false;
                unusable(trade, look, failure.getMessage(), clock.instant());
            }
        });
    }

    private static boolean isWatchedLong(Trade trade, Instant now) {
        return trade.watchedSince()
                .filter(since -> !now.isBefore(since.plus(LONG)))
                .isPresent();
    }

    private boolean isAwaited(Trade trade, Look look, Instant askedAt) {
        return look.pending && look.askedAt.equals(askedAt) && looks.get(trade) == look;
    }

    private void quoted(Trade trade, Look look, Instant askedAt, Quote quote) {
        if (!isAwaited(trade, look, askedAt)) {
            return;
        }
        look.pending = false;
        Instant now = clock.instant();
        if (isUsable(quote, now)) {
            look.unusableInARow = 0;
            decide(trade, Optional.of(quote), now);
        } else {
            unusable(trade, look, quote.toString(), now);
        }
    }

    /** Whether a price can be believed. */
    static boolean isUsable(Quote quote, Instant now) {
        return quote.isTwoSided()
                && quote.quality() == DataQuality.LIVE
                && quote.age(now).compareTo(FRESH) <= 0;
    }

    /** The price tells nothing; what time tells holds all the same. */
    private void unusable(Trade trade, Look look, String what, Instant now) {
        look.unusableInARow++;
        if (look.unusableInARow == UNUSABLE_TO_TELL) {
            Severity severity = isWatched(trade) ? Severity.CRITICAL : Severity.WARNING;
            recorder.alerted(now, severity, "exit_price_unknown", trade + ": " + what);
        }
        decide(trade, Optional.empty(), now);
    }

    private void decide(Trade trade, Optional<Quote> quote, Instant now) {
        if (!isOpen(trade) || !calendar.isOpen(now)) {
            return;
        }
        Optional<Price> price = quote.flatMap(it -> trade.origin().side() == Side.BUY ? it.bid() : it.ask());
        if (price.filter(trade::isStopReached).isPresent()) {
            desk.close(trade, ExitReason.STOP_LOSS, now);
        } else if (price.isPresent() && isEmergency(trade, price.get())) {
            recorder.alerted(
                    now,
                    Severity.CRITICAL,
                    ExitReason.EMERGENCY.code(),
                    trade + ": " + price.get() + " after an entry at " + trade.entryPrice());
            desk.close(trade, ExitReason.EMERGENCY, now);
        } else if (!now.isBefore(timeStop(trade))) {
            desk.close(trade, ExitReason.TIME_STOP, now);
        } else if (standing.isNearItsEnd(trade)) {
            desk.close(trade, ExitReason.EXPIRY, now);
        } else if (price.filter(trade::isTargetReached).isPresent()) {
            desk.takeProfit(trade, now);
        }
    }

    private boolean isEmergency(Trade trade, Price price) {
        return standing.emergencyLoss(trade.origin().exits())
                .filter(loss -> StandingExits.isLost(loss, trade.origin().side(), trade.entryPrice(), price))
                .isPresent();
    }

    private boolean isDue(Trade trade, Instant now) {
        return !now.isBefore(timeStop(trade)) || standing.isNearItsEnd(trade);
    }

    private static Instant timeStop(Trade trade) {
        return trade.origin().exits().timeStop().map(trade.entryTime()::plus).orElse(Instant.MAX);
    }
}
