package dev.ibkrbot.strategy.marathon;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** When the marathon looks: 09:30 and 15:30 in New York on trading days, as far as the session reaches. Immutable. */
public final class MarathonSchedule {
    private static final List<LocalTime> TIMES = List.of(LocalTime.of(9, 30), LocalTime.of(15, 30));

    private final MarketCalendar calendar;

    public MarathonSchedule(MarketCalendar calendar) {
        this.calendar = calendar;
    }

    /** The moments of one date, ascending; none without a session, and none after an early close. */
    public List<Instant> on(LocalDate date) {
        if (!calendar.covers(date)) {
            return List.of();
        }
        Optional<TradingSession> session = calendar.session(date);
        return TIMES.stream()
                .map(time -> date.atTime(time).atZone(calendar.zone()).toInstant())
                .filter(at -> session.isPresent() && at.isBefore(session.get().close()))
                .toList();
    }

    /** The next moment after this one; absent beyond the calendar. */
    public Optional<Instant> after(Instant moment) {
        LocalDate date = moment.atZone(calendar.zone()).toLocalDate();
        return Stream.iterate(date, calendar::covers, it -> it.plusDays(1))
                .flatMap(it -> on(it).stream())
                .filter(at -> at.isAfter(moment))
                .findFirst();
    }
}
