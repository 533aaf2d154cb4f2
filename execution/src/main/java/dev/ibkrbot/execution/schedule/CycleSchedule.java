package dev.ibkrbot.execution.schedule;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The moments of cycles: every whole interval after a session's open, the first one interval after it, the last
 * before its close. A cycle that takes long moves no other. Remembers the session it was asked about last. Confined to one
 * thread at a time.
 */
public final class CycleSchedule {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(3);

    private final MarketCalendar calendar;
    private final long intervalSeconds;
    private Optional<TradingSession> last = Optional.empty();

    /** {@link IllegalArgumentException} unless the interval is whole seconds between one second and three hours. */
    public CycleSchedule(MarketCalendar calendar, Duration interval) {
        if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0 || interval.toNanosPart() != 0) {
            throw new IllegalArgumentException("interval is not whole seconds from 1 s to 3 h: " + interval);
        }
        this.calendar = calendar;
        this.intervalSeconds = interval.toSeconds();
    }

    /** The first cycle after this moment; empty when the calendar knows no further session. */
    public Optional<Instant> nextAfter(Instant moment) {
        Optional<Instant> sameSession =
                last.filter(session -> session.contains(moment)).flatMap(session -> within(session, moment));
        return sameSession.isPresent() ? sameSession : inLaterSession(moment);
    }

    private Optional<Instant> inLaterSession(Instant moment) {
        last = calendar.session(calendar.tradingDate(moment));
        Optional<Instant> today = last.flatMap(session -> within(session, moment));
        return today.isPresent()
                ? today
                : calendar.nextSession(moment).flatMap(session -> within(session, session.open()));
    }

    private Optional<Instant> within(TradingSession session, Instant moment) {
        long open = session.open().getEpochSecond();
        long passed = StrictMath.max(0, moment.getEpochSecond() - open);
        Instant next = Instant.ofEpochSecond(open + (passed / intervalSeconds + 1) * intervalSeconds);
        return next.isBefore(session.close()) ? Optional.of(next) : Optional.empty();
    }
}
