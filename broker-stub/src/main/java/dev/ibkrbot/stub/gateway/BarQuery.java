package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request for bars as it was sent. Immutable.
 *
 * @param request its number
 * @param until empty for now
 * @param size such as "1 min"
 * @param duration such as "2 D"
 * @param show TRADES, ADJUSTED_LAST, MIDPOINT, BID, ASK, BID_ASK or SCHEDULE
 * @param format of moments: 1 local text, 2 seconds since 1970, 3 local text without the year
 */
record BarQuery(
        int request, String until, String size, String duration, String show, int format, boolean keepUpToDate) {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,5}) ([SDWMY])");
    private static final Pattern LOCAL = Pattern.compile("(\\d{8})[ ]{1,2}(\\d\\d:\\d\\d:\\d\\d)(?: (.{1,40}))?");
    private static final Pattern UTC = Pattern.compile("(\\d{8})-(\\d\\d:\\d\\d:\\d\\d)");
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyyMMdd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter WITHOUT_YEAR = DateTimeFormatter.ofPattern("MMdd HH:mm:ss", Locale.ROOT);

    /** The fields after the contract. */
    static BarQuery read(int request, ContractQuery contract, Fields in, int mostLegs) {
        String until = in.text();
        String size = in.text();
        String duration = in.text();
        in.skip(1); // regular hours alone: there is nothing else
        String show = in.text();
        int format = in.integer();
        if (contract.isCombo()) {
            in.skip(4 * in.count(mostLegs));
        }
        return new BarQuery(request, until, size, duration, show, format, in.flag());
    }

    /** Absent when bars of this size are not served. */
    Optional<BarSpan> span() {
        return BarSpan.parse(size);
    }

    boolean isTrades() {
        return show.equals("TRADES") || show.equals("ADJUSTED_LAST"); // nothing splits or pays here
    }

    boolean isBothSides() {
        return show.equals("BID_ASK");
    }

    boolean isUnknownPrice() {
        return !show.matches("TRADES|ADJUSTED_LAST|MIDPOINT|BID|ASK|BID_ASK");
    }

    boolean isSchedule() {
        return show.equals("SCHEDULE");
    }

    /** Only prices of one kind are kept up to date, and only up to now. */
    boolean cannotBeKept() {
        return keepUpToDate && (!until.isEmpty() || !show.matches("TRADES|MIDPOINT|BID|ASK"));
    }

    /** On which side of the middle these prices lie. */
    int sign() {
        return show.equals("ASK") ? 1 : show.equals("BID") ? -1 : 0;
    }

    /** Absent when it cannot be read. */
    Optional<Instant> end(Instant now, MarketCalendar calendar) {
        if (until.isEmpty()) {
            return Optional.of(now);
        }
        try {
            Matcher utc = UTC.matcher(until);
            if (utc.matches()) {
                return Optional.of(LocalDateTime.parse(utc.group(1) + " " + utc.group(2), DATE_TIME)
                        .toInstant(ZoneOffset.UTC));
            }
            Matcher local = LOCAL.matcher(until);
            if (local.matches()) {
                ZoneId zone = local.group(3) == null ? calendar.zone() : ZoneId.of(local.group(3));
                return Optional.of(LocalDateTime.parse(local.group(1) + " " + local.group(2), DATE_TIME)
                        .atZone(zone)
                        .toInstant());
            }
        } catch (DateTimeException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** The duration before the end; days are sessions, weeks and more are of the calendar. Absent when unreadable. */
    Optional<Instant> start(Instant end, MarketCalendar calendar) {
        Matcher matcher = DURATION.matcher(duration);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int count = Integer.parseInt(matcher.group(1));
        LocalDate date = calendar.tradingDate(end);
        try {
            return Optional.of(
                    switch (matcher.group(2)) {
                        case "S" -> end.minusSeconds(count);
                        case "D" -> sessionsBack(end, count, calendar);
                        case "W" -> midnight(date.minusWeeks(count), calendar);
                        case "M" -> midnight(date.minusMonths(count), calendar);
                        default -> midnight(date.minusYears(count), calendar);
                    });
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The session at the end counts only when it has begun. */
    private static Instant sessionsBack(Instant end, int count, MarketCalendar calendar) {
        LocalDate first = calendar.tradingDate(end);
        boolean begun = calendar.session(first)
                .filter(session -> session.open().isBefore(end))
                .isPresent();
        int left = begun ? count - 1 : count;
        while (left > 0 && calendar.covers(first.minusDays(10))) {
            first = calendar.previousTradingDay(first);
            left--;
        }
        return midnight(first, calendar);
    }

    private static Instant midnight(LocalDate date, MarketCalendar calendar) {
        return date.atStartOfDay(calendar.zone()).toInstant();
    }

    /** When bar {@code i} starts, as the client wants it. */
    String moment(BarSeries bars, int i, ZoneId zone) {
        if (bars.barSize() == BarSize.ONE_DAY) {
            return Contracts.DAY.format(bars.start(i).atZone(zone));
        }
        return switch (format) {
            case 2 -> Long.toString(bars.startEpochSecond(i));
            case 3 -> WITHOUT_YEAR.format(bars.start(i).atZone(zone)) + " " + zone.getId();
            default -> DATE_TIME.format(bars.start(i).atZone(zone)) + " " + zone.getId();
        };
    }
}
