package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Price;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which options a modelled market lists: every Friday for eight weeks and every third Friday for a year, on the trading
 * day before where the Friday is a holiday; strikes on even steps around the price at which the session began, so that
 * the list stands still during a day. Immutable.
 */
final class OptionListing {
    private static final int WEEKS = 8;
    private static final int MONTHS = 12;
    private static final int STRIKES_EACH_WAY = 25;
    private static final long FINEST_STRIKE_UNITS = Price.of("0.5").units();
    private static final Set<String> DOLLAR_STRIKES = Set.of("SPY", "QQQ", "IWM");

    private final MarketCalendar calendar;

    OptionListing(MarketCalendar calendar) {
        this.calendar = calendar;
    }

    NavigableSet<LocalDate> expirations(LocalDate today) {
        NavigableSet<LocalDate> dates = new TreeSet<>();
        LocalDate friday = today.with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY));
        for (int week = 0; week < WEEKS; week++) {
            add(dates, friday.plusWeeks(week), today);
        }
        for (int month = 0; month < MONTHS; month++) {
            LocalDate third = today.plusMonths(month).with(TemporalAdjusters.dayOfWeekInMonth(3, DayOfWeek.FRIDAY));
            add(dates, third, today);
        }
        return dates;
    }

    private void add(NavigableSet<LocalDate> dates, LocalDate friday, LocalDate today) {
        if (!calendar.covers(friday)) {
            return;
        }
        LocalDate last = calendar.isTradingDay(friday) ? friday : calendar.previousTradingDay(friday);
        if (!last.isBefore(today)) {
            dates.add(last);
        }
    }

    OptionChain chain(Symbol underlying, LocalDate expiration, Price reference) {
        long step = step(underlying, reference);
        long middle = Math.round((double) reference.units() / step);
        List<OptionContract> contracts = new ArrayList<>();
        for (long k = Math.max(1, middle - STRIKES_EACH_WAY); k <= middle + STRIKES_EACH_WAY; k++) {
            for (Right right : Right.values()) {
                contracts.add(OptionContract.equity(underlying, expiration, Price.ofUnits(k * step), right));
            }
        }
        return new OptionChain(underlying, expiration, contracts);
    }

    private static long step(Symbol underlying, Price reference) {
        if (DOLLAR_STRIKES.contains(underlying.value())) {
            return Price.of("1").units();
        }
        double price = reference.asDouble();
        String step = price < 50 ? "0.5" : price < 250 ? "1" : price < 500 ? "2.5" : "5";
        return Price.of(step).units();
    }

    /**
     * Whether a contract may be quoted: of the standard form, not expired, on a day when options expire, and on a
     * strike some session may have listed. Wider than the chain, because a position outlives the day's list.
     */
    boolean isListed(OptionContract contract, LocalDate today) {
        LocalDate expiration = contract.expiration();
        OptionContract standard =
                OptionContract.equity(contract.underlying(), expiration, contract.strike(), contract.right());
        return contract.equals(standard)
                && !expiration.isBefore(today)
                && expiration.isBefore(today.plusMonths(MONTHS + 1))
                && contract.strike().units() % FINEST_STRIKE_UNITS == 0
                && isExpirationDay(expiration);
    }

    private boolean isExpirationDay(LocalDate date) {
        LocalDate friday = date.with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY));
        return calendar.isTradingDay(date)
                && (date.equals(friday)
                        || !calendar.isTradingDay(friday)
                                && calendar.previousTradingDay(friday).equals(date));
    }
}
