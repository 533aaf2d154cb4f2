package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.account.OptionSettlement;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.expiry.Expiry;
import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.journal.Journal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How trades end: closed by fills, settled by the terms of an option, without a fill, or by somebody else. Journals each
 * end once, and again when what it was counted from was corrected. Confined to the engine thread.
 */
final class TradeEnds {
    private final Trades trades;
    private final Set<ExecutionId> settled;
    private final Journal journal;
    private final DeskListener listener;
    private final MarketCalendar calendar;

    /** {@code settled} holds the bookings of the journal so far; it is added to here. */
    TradeEnds(
            Trades trades, Set<ExecutionId> settled, Journal journal, DeskListener listener, MarketCalendar calendar) {
        this.trades = trades;
        this.settled = settled;
        this.journal = journal;
        this.listener = listener;
        this.calendar = calendar;
    }

    /** The trade is over: nothing of it lives, and nothing is held. */
    void finish(Trade trade, Instant now) {
        trades.remove(trade);
        Optional<ClosedTrade> before = trade.restates();
        if (trade.opened().isZero()) {
            if (before.isPresent() || !trade.isFinished()) {
                abandon(trade, before.isPresent() ? "busted" : endOf(trade), now);
            }
            if (before.isPresent()) {
                trade.reset();
            }
            return;
        }
        ClosedTrade closed = trade.close();
        journal.append(
                before.isPresent()
                        ? TradeJson.closed(now, Records.RESTATED, trade, closed)
                        : TradeJson.closed(now, Records.EXIT, trade, closed));
        trade.reset();
        if (before.isPresent()) {
            listener.restated(now, before.get(), closed);
        } else {
            listener.closed(now, closed);
        }
    }

    /** Why a trade without a fill ended: our own reason where there is one, else what became of its entry. */
    private static String endOf(Trade trade) {
        if (trade.wanted().isPresent()) {
            return trade.wanted().get().code();
        }
        OrderState end = trade.entry().orElseThrow().state();
        return trade.entryTimedOut() && end == OrderState.CANCELED
                ? "entry_timeout"
                : end.name().toLowerCase(Locale.ROOT);
    }

    /** The trade ends without a profit or loss of its own. */
    void abandon(Trade trade, String reason, Instant now) {
        trades.remove(trade);
        journal.append(TradeJson.abandoned(now, trade, reason));
        listener.abandoned(now, trade, reason);
    }

    /** Takes in how an option position ended; the trades it touches, in the order of their entries. */
    List<Trade> settle(OptionSettlement settlement, Instant now) {
        if (!settled.add(settlement.id())) {
            return List.of();
        }
        List<Trade> touched = trades.all().stream()
                .filter(trade -> holding(trade, settlement).isPresent())
                .toList();
        Quantity rest = settlement.quantity().abs();
        for (Trade trade : touched) {
            Quantity part =
                    rest.min(holding(trade, settlement).orElseThrow().quantity().abs());
            rest = rest.minus(part);
            Money value = share(settlement, part);
            journal.append(TradeJson.settlement(now, settlement, Optional.of(trade), part, value));
            if (trade.origin().instrument() instanceof Combo) {
                trade.legEnded(settlement, part);
            } else {
                trade.settled(part, value, settlement.at(), ExitReason.of(settlement.kind()));
            }
        }
        if (rest.isPositive()) {
            journal.append(TradeJson.settlement(now, settlement, Optional.empty(), rest, share(settlement, rest)));
            listener.alerted(
                    now, DeskListener.Severity.WARNING, "external", "options that are not ours ended: " + settlement);
        }
        if (!settlement.shares().isZero()) {
            listener.alerted(
                    now,
                    DeskListener.Severity.CRITICAL,
                    "delivered",
                    settlement.contract() + ": " + settlement.shares() + " shares at " + settlement.basis());
        }
        return touched;
    }

    /** Part of a position is gone, and nobody said at what price: it counts as closed at what it cost. */
    void reduce(Trade trade, Quantity part, Money value, Instant now) {
        journal.append(TradeJson.reduction(now, trade, part, value));
        trade.settled(part, value, now, ExitReason.ELSEWHERE);
    }

    /** What the trade holds of the contract, if that is what ended. */
    private static Optional<Position> holding(Trade trade, OptionSettlement settlement) {
        return trade.held().isPositive()
                ? trade.holdings().stream()
                        .filter(it -> it.instrument().equals(settlement.contract())
                                && it.quantity().isPositive()
                                        == settlement.quantity().isPositive())
                        .findFirst()
                : Optional.empty();
    }

    private static Money share(OptionSettlement settlement, Quantity part) {
        Quantity all = settlement.quantity().abs();
        return part.equals(all)
                ? settlement.value()
                : settlement
                        .value()
                        .perShare(1, all)
                        .times(1, part, settlement.cash().currency());
    }

    /** Whether its option, or a leg of it, has had its last trading moment: no order of it can do anything any more. */
    boolean isExpired(Trade trade, Instant now) {
        Instrument instrument = trade.origin().instrument();
        return instrument instanceof Combo combo
                ? combo.legs().stream().anyMatch(leg -> isExpired(leg.instrument(), now))
                : isExpired(instrument, now);
    }

    private boolean isExpired(Instrument instrument, Instant now) {
        return instrument instanceof OptionContract option
                && Expiry.lastSession(option, calendar)
                        .map(session -> !now.isBefore(session.close()))
                        .orElseGet(() -> calendar.tradingDate(now).isAfter(option.expiration()));
    }
}
