package dev.ibkrbot.cli.bars;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Dates from the first to the last, both inclusive, all within what the calendar knows. Immutable.
 *
 * @param first not after the last
 */
public record DateSpan(LocalDate first, LocalDate last) {
    /** All that recorded bars may lie in. */
    public static final DateSpan EVERYTHING = new DateSpan(LocalDate.of(1998, 3, 1), LocalDate.of(2035, 12, 31));

    /** Refuses dates that are the wrong way round or that the calendar does not know. */
    public static DateSpan between(LocalDate first, LocalDate last) {
        if (first.isAfter(last)) {
            throw refused("--from " + first + " is after --to " + last, "give the earlier date first");
        }
        if (first.isBefore(EVERYTHING.first) || last.isAfter(EVERYTHING.last)) {
            throw refused(
                    first + " to " + last + " leaves what the calendar covers",
                    "stay within " + EVERYTHING.first + " to " + EVERYTHING.last);
        }
        return new DateSpan(first, last);
    }

    /** From {@code first} to {@code last}, or so many sessions from {@code first} on; not both. */
    public static DateSpan of(
            MarketCalendar calendar, LocalDate first, Optional<LocalDate> last, Optional<Integer> days, int usual) {
        if (last.isPresent() && days.isPresent()) {
            throw refused("both --to and --days were given", "say either where it ends or how many sessions it has");
        }
        if (last.isPresent()) {
            return between(first, last.get());
        }
        int sessions = days.orElse(usual);
        if (sessions < 1) {
            throw refused("--days " + sessions + " is not 1 or more", "give a positive number of sessions");
        }
        DateSpan span = between(first, first);
        LocalDate end = calendar.isTradingDay(span.first) ? span.first : calendar.nextTradingDay(span.first);
        for (int n = 1; n < sessions && !end.isAfter(EVERYTHING.last); n++) {
            end = next(calendar, end);
        }
        return between(first, end);
    }

    private static LocalDate next(MarketCalendar calendar, LocalDate date) {
        LocalDate next = date.plusDays(1);
        while (!next.isAfter(EVERYTHING.last) && !calendar.isTradingDay(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    private static CommandFailure refused(String why, String fix) {
        return new CommandFailure(ExitCode.USAGE_OR_CONFIGURATION, "nothing was written", why, fix);
    }
}
