package dev.ibkrbot.broker.expiry;

import dev.ibkrbot.broker.account.OptionSettlement;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Settlement;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How an option ends by its terms, as the Options Clearing Corporation and the exchanges have it: what finishes a cent
 * or more in the money is exercised; physical delivery moves shares at the strike, the others pay the difference in
 * cash. An AM-settled option trades last on the day before its expiration and is settled on the open; any other trades
 * until the close of its expiration date, which is early on a half day. Where that date has no session, the last one
 * before it counts. Stateless.
 */
public final class Expiry {
    private static final Price EXERCISED_FROM = Price.of("0.01");

    private Expiry() {}

    /** What exercising brings per share, zero or more. */
    public static Price intrinsic(OptionContract option, Price underlying) {
        Price value = option.right() == Right.CALL
                ? underlying.minus(option.strike())
                : option.strike().minus(underlying);
        return value.isPositive() ? value : Price.ZERO;
    }

    /** Whether it is exercised without anybody asking when it ends with its underlying here. */
    public static boolean isExercised(OptionContract option, Price underlying) {
        return !intrinsic(option, underlying).isBelow(EXERCISED_FROM);
    }

    /** The last session in which it trades; absent when the calendar does not cover it. */
    public static Optional<TradingSession> lastSession(OptionContract option, MarketCalendar calendar) {
        return settlementDate(option, calendar)
                .map(date -> option.settlement() == Settlement.CASH_AM ? calendar.previousTradingDay(date) : date)
                .flatMap(calendar::session);
    }

    /** When it is settled: an open for AM settlement, else a close; absent when the calendar does not cover it. */
    public static Optional<Instant> settlesAt(OptionContract option, MarketCalendar calendar) {
        return settlementDate(option, calendar)
                .flatMap(calendar::session)
                .map(session -> option.settlement() == Settlement.CASH_AM ? session.open() : session.close());
    }

    private static Optional<LocalDate> settlementDate(OptionContract option, MarketCalendar calendar) {
        LocalDate date = option.expiration();
        if (!calendar.covers(date)) {
            return Optional.empty();
        }
        return Optional.of(calendar.isTradingDay(date) ? date : calendar.previousTradingDay(date));
    }

    /** The booking that ends a position with its underlying at this price. */
    public static OptionSettlement settlement(
            ExecutionId id, OptionContract option, Quantity held, Price underlying, Instant at) {
        if (isExercised(option, underlying)) {
            return exercise(id, option, held, underlying, at);
        }
        Money nothing = Money.zero(option.currency());
        return new OptionSettlement(
                id, OptionSettlement.Kind.EXPIRED, option, held, nothing, Quantity.ZERO, option.strike(), at);
    }

    /** The booking of an exercise, whoever asked for it. The price only matters for settlement in cash. */
    public static OptionSettlement exercise(
            ExecutionId id, OptionContract option, Quantity held, Price underlying, Instant at) {
        OptionSettlement.Kind kind =
                held.isPositive() ? OptionSettlement.Kind.EXERCISED : OptionSettlement.Kind.ASSIGNED;
        if (option.settlement() != Settlement.PHYSICAL) {
            Money cash = intrinsic(option, underlying).times(option.multiplier(), held, option.currency());
            return new OptionSettlement(id, kind, option, held, cash, Quantity.ZERO, option.strike(), at);
        }
        Quantity shares = delivered(option, held);
        Money cash = option.strike().times(1, shares, option.currency()).negated();
        return new OptionSettlement(id, kind, option, held, cash, shares, option.strike(), at);
    }

    /** How the holding of shares changes when so many contracts are exercised, short ones by others. */
    static Quantity delivered(OptionContract option, Quantity held) {
        Quantity shares = Quantity.of(held.wholeExact() * option.multiplier());
        return option.right() == Right.CALL ? shares : shares.negated();
    }
}
