package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Tells bars of regular hours from the others, quickly for ascending times. Confined to one thread. */
final class RegularHours {
    private static final long DAY = 86_400;

    private final MarketCalendar calendar;
    private long knownFrom = Long.MAX_VALUE;
    private long knownTo = Long.MIN_VALUE;
    private long opens;
    private long closes;

    RegularHours(MarketCalendar calendar) {
        this.calendar = calendar;
    }

    boolean contain(long epochSecond) {
        if (epochSecond < knownFrom || epochSecond >= knownTo) {
            look(epochSecond);
        }
        return epochSecond >= opens && epochSecond < closes;
    }

    /** Regular hours lie within the UTC day of the same date, so a UTC day has at most one session. */
    private void look(long epochSecond) {
        knownFrom = Math.floorDiv(epochSecond, DAY) * DAY;
        knownTo = knownFrom + DAY;
        Optional<TradingSession> session = calendar.session(
                Instant.ofEpochSecond(knownFrom).atOffset(ZoneOffset.UTC).toLocalDate());
        opens = session.map(it -> it.open().getEpochSecond()).orElse(Long.MAX_VALUE);
        closes = session.map(it -> it.close().getEpochSecond()).orElse(Long.MIN_VALUE);
    }
}
