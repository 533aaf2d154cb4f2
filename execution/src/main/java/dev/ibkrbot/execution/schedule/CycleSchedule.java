package dev.ibkrbot.execution.schedule;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The moments of cycles: every whole interval after a session's open, the first one interval after it, the last
 * before its close. A cycle that takes long moves no other. Remembers the session it was asked about last, so that
 * going through it allocates nothing. Confined to one thread at a time.
 */
public final class CycleSchedule {
    /** What {@link #secondAfter} answers when the calendar knows no further session. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(3);

    private final MarketCalendar calendar;
    private final long intervalSeconds;
    private long open;
    private long close;

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
        long next = secondAfter(moment.getEpochSecond());
        return next == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochSecond(next));
    }

    /** As {@link #nextAfter}, in seconds since 1970 UTC: the first cycle after this second, or {@link #NEVER}. */
    public long secondAfter(long epochSecond) {
        if (epochSecond < open || epochSecond >= close) {
            enter(calendar.session(calendar.tradingDate(Instant.ofEpochSecond(epochSecond))));
        }
        long next = withinSession(epochSecond);
        if (next == NEVER) {
            enter(calendar.nextSession(Instant.ofEpochSecond(epochSecond)));
            next = withinSession(open);
        }
        return next;
    }

    private void enter(Optional<TradingSession> session) {
        open = session.map(it -> it.open().getEpochSecond()).orElse(0L);
        close = session.map(it -> it.close().getEpochSecond()).orElse(0L);
    }

    private long withinSession(long second) {
        long passed = StrictMath.max(0, second - open);
        long next = open + (passed / intervalSeconds + 1) * intervalSeconds;
        return next < close ? next : NEVER;
    }
}
