package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Writes the sessions of a span of days. */
final class SessionList {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss", Locale.ROOT);

    private SessionList() {}

    /** 106: from the trading date of {@code from} to that of {@code until}, both inclusive. */
    static Message of(int request, MarketCalendar calendar, Instant from, Instant until) {
        ZoneId zone = calendar.zone();
        List<TradingSession> sessions = new ArrayList<>();
        LocalDate first = from.atZone(zone).toLocalDate();
        LocalDate day = until.atZone(zone).toLocalDate();
        // Backwards, because a client may ask for more years than the calendar has.
        while (!day.isBefore(first) && calendar.covers(day)) {
            calendar.session(day).ifPresent(sessions::add);
            day = day.minusDays(1);
        }
        Collections.reverse(sessions);
        Instant start = sessions.isEmpty() ? from : sessions.get(0).open();
        Instant end =
                sessions.isEmpty() ? until : sessions.get(sessions.size() - 1).close();
        Message out = Message.of(106)
                .number(request)
                .text(TIME.format(start.atZone(zone)))
                .text(TIME.format(end.atZone(zone)))
                .text(zone.getId())
                .number(sessions.size());
        for (TradingSession session : sessions) {
            out.text(TIME.format(session.open().atZone(zone)))
                    .text(TIME.format(session.close().atZone(zone)))
                    .text(Contracts.DAY.format(session.open().atZone(zone)));
        }
        return out;
    }
}
