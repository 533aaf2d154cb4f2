package dev.ibkrbot.broker.calendar;

import java.time.Instant;
import java.time.LocalDate;

/**
 * The regular hours of one trading date. Immutable.
 *
 * @param tradingDate the civil date in New York
 * @param open first instant of the session, inclusive
 * @param close end of the session, exclusive; after {@code open}
 * @param earlyClose true when the session ends before the usual 16:00
 */
public record TradingSession(LocalDate tradingDate, Instant open, Instant close, boolean earlyClose) {
    public TradingSession {
        if (!open.isBefore(close)) {
            throw new IllegalArgumentException(
                    "session of " + tradingDate + " opens at " + open + ", which is not before its close " + close);
        }
    }

    /** True from {@code open}, inclusive, to {@code close}, exclusive. */
    public boolean contains(Instant instant) {
        return !instant.isBefore(open) && instant.isBefore(close);
    }
}
