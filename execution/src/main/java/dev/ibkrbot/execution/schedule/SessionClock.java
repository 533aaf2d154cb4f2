package dev.ibkrbot.execution.schedule;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Which trading date it is and what its session allows, with the present day remembered so that asking costs a few
 * comparisons. Times near the close are relative to the real close, also on half days. Confined to one thread.
 */
public final class SessionClock {
    private final MarketCalendar calendar;
    private final Duration lastEntryBeforeClose;
    private long dayFrom = Long.MAX_VALUE;
    private long dayTo = Long.MIN_VALUE;
    private long open;
    private long close;
    private long lastEntry;
    private LocalDate date = LocalDate.MIN;
    private Optional<TradingSession> session = Optional.empty();

    /** Entries are allowed until so long before the close, that moment included. */
    public SessionClock(MarketCalendar calendar, Duration lastEntryBeforeClose) {
        if (lastEntryBeforeClose.isNegative()) {
            throw new IllegalArgumentException("last entry after the close: " + lastEntryBeforeClose);
        }
        this.calendar = calendar;
        this.lastEntryBeforeClose = lastEntryBeforeClose;
    }

    /** What the clock allows at this moment. */
    public EntryWindow window(Instant moment) {
        long second = moment.getEpochSecond();
        enter(second, moment);
        if (session.isEmpty() || second >= close) {
            return EntryWindow.MARKET_CLOSED;
        }
        if (second < open) {
            return EntryWindow.BEFORE_OPEN;
        }
        boolean late = second > lastEntry || (second == lastEntry && moment.getNano() > 0);
        return late ? EntryWindow.AFTER_LAST_ENTRY : EntryWindow.OPEN;
    }

    /** The exchange-local date. */
    public LocalDate tradingDate(Instant moment) {
        enter(moment.getEpochSecond(), moment);
        return date;
    }

    /** The session of that date; empty on days without one. */
    public Optional<TradingSession> session(Instant moment) {
        enter(moment.getEpochSecond(), moment);
        return session;
    }

    private void enter(long second, Instant moment) {
        if (second >= dayFrom && second < dayTo) {
            return;
        }
        date = calendar.tradingDate(moment);
        dayFrom = date.atStartOfDay(calendar.zone()).toEpochSecond();
        dayTo = date.plusDays(1).atStartOfDay(calendar.zone()).toEpochSecond();
        session = calendar.session(date);
        open = session.map(it -> it.open().getEpochSecond()).orElse(0L);
        close = session.map(it -> it.close().getEpochSecond()).orElse(0L);
        lastEntry = close - lastEntryBeforeClose.toSeconds();
    }
}
