package dev.ibkrbot.broker.calendar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The regular hours of an exchange, date by date: 09:30 inclusive to 16:00 exclusive, New York time, 13:00 on half
 * days, none on holidays. Covers 1998-01-01 to 2035-12-31 and fails closed elsewhere: an uncovered date is no trading
 * day and has no session, an uncovered instant is not open, and {@link #covers} tells "closed" from "unknown". Delays
 * of a few minutes and unscheduled halts are not recorded. Immutable and thread-safe; {@link #isOpen} is two array
 * reads.
 */
public final class MarketCalendar {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalDate FIRST = LocalDate.of(1998, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2035, 12, 31);
    private static final String EXCEPTIONS = "nyse-exceptions.txt";
    private static final int SECONDS_PER_DAY = 86_400;

    /** New York has never been more than five hours behind UTC, so from then on both have one civil date. */
    private static final int SURELY_SAME_DATE = 5 * 3600;

    /**
     * By days since FIRST, seconds of the epoch; both 0 when there is no session. Regular hours lie within one UTC day,
     * the one of the same civil date, so an instant finds its day without a time zone.
     */
    private final long[] opens;

    private final long[] closes;

    private MarketCalendar(long[] opens, long[] closes) {
        this.opens = opens;
        this.closes = closes;
    }

    /** The New York Stock Exchange, which the US option exchanges follow. */
    public static MarketCalendar nyse() {
        return Nyse.CALENDAR;
    }

    /**
     * This calendar with the given dates replaced: the place for what the exchange announces after this was built.
     *
     * @throws IllegalArgumentException for a date that is not covered or is given twice
     */
    public MarketCalendar withOverrides(List<SessionOverride> overrides) {
        MarketCalendar changed = new MarketCalendar(opens.clone(), closes.clone());
        Set<LocalDate> seen = new HashSet<>();
        for (SessionOverride override : overrides) {
            LocalDate date = override.date();
            if (!covers(date)) {
                throw new IllegalArgumentException("override for " + date + ", " + coverage());
            }
            if (!seen.add(date)) {
                throw new IllegalArgumentException("two overrides for " + date);
            }
            changed.clear(date);
            if (override instanceof SessionOverride.Hours hours) {
                changed.set(date, hours.open(), hours.close());
            }
        }
        return changed;
    }

    /** The zone of trading dates, America/New_York. */
    public ZoneId zone() {
        return NEW_YORK;
    }

    /** Whether the calendar knows this date at all. */
    public boolean covers(LocalDate date) {
        return !date.isBefore(FIRST) && !date.isAfter(LAST);
    }

    /** Whether there is a session on this date; false when the date is not covered. */
    public boolean isTradingDay(LocalDate date) {
        return covers(date) && closes[index(date)] != 0;
    }

    /** The session of this date; empty when the exchange is closed or the date is not covered. */
    public Optional<TradingSession> session(LocalDate date) {
        return isTradingDay(date) ? Optional.of(sessionAt(index(date))) : Optional.empty();
    }

    /** Whether a session is on at this instant; false when it is not covered. */
    public boolean isOpen(Instant instant) {
        long second = instant.getEpochSecond();
        long day = Math.floorDiv(second, SECONDS_PER_DAY) - FIRST.toEpochDay();
        return day >= 0 && day < opens.length && second >= opens[(int) day] && second < closes[(int) day];
    }

    /** The New York civil date of this instant, whether or not there is trading on it. */
    public LocalDate tradingDate(Instant instant) {
        long second = instant.getEpochSecond();
        if (Math.floorMod(second, SECONDS_PER_DAY) >= SURELY_SAME_DATE) {
            return LocalDate.ofEpochDay(Math.floorDiv(second, SECONDS_PER_DAY));
        }
        return LocalDate.ofInstant(instant, NEW_YORK);
    }

    /**
     * The first trading day after {@code date}.
     *
     * @throws IllegalArgumentException if {@code date} is not covered or no trading day follows within coverage
     */
    public LocalDate nextTradingDay(LocalDate date) {
        return step(date, 1);
    }

    /**
     * The last trading day before {@code date}.
     *
     * @throws IllegalArgumentException if {@code date} is not covered or no trading day precedes within coverage
     */
    public LocalDate previousTradingDay(LocalDate date) {
        return step(date, -1);
    }

    /**
     * The first session that opens after this instant; one that is already open is not it. Empty when the instant is
     * not covered or no session follows within coverage.
     */
    public Optional<TradingSession> nextSession(Instant instant) {
        LocalDate date = tradingDate(instant);
        if (!covers(date)) {
            return Optional.empty();
        }
        for (int day = index(date); day < opens.length; day++) {
            if (closes[day] != 0 && Instant.ofEpochSecond(opens[day]).isAfter(instant)) {
                return Optional.of(sessionAt(day));
            }
        }
        return Optional.empty();
    }

    private LocalDate step(LocalDate date, int direction) {
        LocalDate day = date;
        while (covers(day)) {
            day = day.plusDays(direction);
            if (isTradingDay(day)) {
                return day;
            }
        }
        throw new IllegalArgumentException(
                "no trading day known " + (direction > 0 ? "after " : "before ") + date + ", " + coverage());
    }

    private TradingSession sessionAt(int day) {
        LocalDate date = FIRST.plusDays(day);
        Instant close = Instant.ofEpochSecond(closes[day]);
        boolean early =
                close.isBefore(date.atTime(NyseRules.CLOSE).atZone(NEW_YORK).toInstant());
        return new TradingSession(date, Instant.ofEpochSecond(opens[day]), close, early);
    }

    private void set(LocalDate date, LocalTime open, LocalTime close) {
        opens[index(date)] = date.atTime(open).atZone(NEW_YORK).toEpochSecond();
        closes[index(date)] = date.atTime(close).atZone(NEW_YORK).toEpochSecond();
    }

    private void clear(LocalDate date) {
        opens[index(date)] = 0;
        closes[index(date)] = 0;
    }

    private static int index(LocalDate date) {
        return Math.toIntExact(date.toEpochDay() - FIRST.toEpochDay());
    }

    private static String coverage() {
        return "the calendar covers " + FIRST + " to " + LAST;
    }

    /** Built at the first use of {@link #nyse()}, not when the class is loaded. */
    private static final class Nyse {
        static final MarketCalendar CALENDAR = byRules().withOverrides(exceptions());

        private static MarketCalendar byRules() {
            int days = index(LAST) + 1;
            MarketCalendar calendar = new MarketCalendar(new long[days], new long[days]);
            for (LocalDate date = FIRST; !date.isAfter(LAST); date = date.plusDays(1)) {
                if (!NyseRules.isClosed(date)) {
                    LocalTime close = NyseRules.closesEarly(date) ? NyseRules.EARLY_CLOSE : NyseRules.CLOSE;
                    calendar.set(date, NyseRules.OPEN, close);
                }
            }
            return calendar;
        }

        private static List<SessionOverride> exceptions() {
            try (InputStream in = MarketCalendar.class.getResourceAsStream(EXCEPTIONS)) {
                if (in == null) {
                    throw new IllegalStateException("resource " + EXCEPTIONS + " is missing");
                }
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
                return SessionOverride.parse(EXCEPTIONS, reader.lines().toList());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read resource " + EXCEPTIONS, e);
            }
        }
    }
}
