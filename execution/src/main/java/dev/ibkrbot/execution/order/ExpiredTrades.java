package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.account.OptionSettlement;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Settlement;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of options whose end the broker did not report, found in the account in the next session: the option is
 * gone, and the shares of its underlying tell whether it was exercised. Where they tell neither, nobody knows. Confined
 * to the engine thread.
 */
final class ExpiredTrades {
    private final MarketCalendar calendar;
    private final Map<Instrument, Quantity> sharesBefore = new HashMap<>();

    ExpiredTrades(MarketCalendar calendar) {
        this.calendar = calendar;
    }

    /** Whether its option expired before the session that is on. */
    boolean isDue(Trade trade, Instant now) {
        return trade.origin().instrument() instanceof OptionContract option
                && calendar.isOpen(now)
                && option.expiration().isBefore(calendar.tradingDate(now));
    }

    /** Remembers the shares the account has while the option still lives. */
    void observe(Trade trade, List<Position> positions, Instant now) {
        LocalDate today = calendar.tradingDate(now);
        if (trade.origin().instrument() instanceof OptionContract option
                && !option.expiration().isBefore(today)) {
            Stock underlying = underlying(option);
            sharesBefore.put(underlying, quantity(positions, underlying));
        }
    }

    /** How the position must have ended, if the account tells; absent when it is still there or tells neither way. */
    Optional<OptionSettlement> deduce(Trade trade, List<Position> positions, Instant now) {
        OptionContract option = (OptionContract) trade.origin().instrument();
        Optional<Position> ours = trade.position();
        boolean gone = quantity(positions, option).isZero();
        if (ours.isEmpty() || !gone || option.settlement() != Settlement.PHYSICAL) {
            return Optional.empty();
        }
        Quantity held = ours.get().quantity();
        Stock underlying = underlying(option);
        Quantity change = quantity(positions, underlying).minus(sharesBefore.getOrDefault(underlying, Quantity.ZERO));
        Quantity delivered = delivered(option, held);
        OptionSettlement.Kind exercise =
                held.isPositive() ? OptionSettlement.Kind.EXERCISED : OptionSettlement.Kind.ASSIGNED;
        if (change.isZero()) {
            return Optional.of(settlement(trade, OptionSettlement.Kind.EXPIRED, held, Quantity.ZERO, now));
        }
        return change.equals(delivered)
                ? Optional.of(settlement(trade, exercise, held, delivered, now))
                : Optional.empty();
    }

    private static Quantity delivered(OptionContract option, Quantity held) {
        Quantity shares = Quantity.of(held.wholeExact() * option.multiplier());
        return option.right() == Right.CALL ? shares : shares.negated();
    }

    private static OptionSettlement settlement(
            Trade trade, OptionSettlement.Kind kind, Quantity held, Quantity shares, Instant now) {
        OptionContract option = (OptionContract) trade.origin().instrument();
        Money paid = option.strike().times(1, shares, option.currency());
        return new OptionSettlement(
                new ExecutionId("deduced-" + OrderSubmitter.entryRef(trade.number())),
                kind,
                option,
                held,
                paid.negated(),
                shares,
                option.strike(),
                now);
    }

    private static Stock underlying(OptionContract option) {
        return new Stock(option.underlying(), option.currency());
    }

    private static Quantity quantity(List<Position> positions, Instrument instrument) {
        return positions.stream()
                .filter(position -> position.instrument().equals(instrument))
                .map(Position::quantity)
                .reduce(Quantity.ZERO, Quantity::plus);
    }
}
