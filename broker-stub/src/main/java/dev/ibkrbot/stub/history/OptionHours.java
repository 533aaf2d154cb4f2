package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * When options are quoted: in the session of their underlying, and those on broad indexes and their funds a quarter of an
 * hour longer, on short days too. Immutable.
 */
final class OptionHours {
    private static final Set<String> LATE =
            Set.of("SPY", "QQQ", "IWM", "DIA", "SPX", "SPXW", "XSP", "NDX", "NDXP", "RUT", "RUTW", "VIX", "VIXW");
    private static final int QUARTER_HOUR = 900;

    private final long opens;
    private final long closes;

    private OptionHours(long opens, long closes) {
        this.opens = opens;
        this.closes = closes;
    }

    /** Of one class on one date; none on a day without a session. */
    static OptionHours of(MarketCalendar calendar, String tradingClass, LocalDate date) {
        Optional<TradingSession> session = calendar.session(date);
        long late = LATE.contains(tradingClass) ? QUARTER_HOUR : 0;
        return new OptionHours(
                session.map(it -> it.open().getEpochSecond()).orElse(Long.MAX_VALUE),
                session.map(it -> it.close().getEpochSecond() + late).orElse(Long.MIN_VALUE));
    }

    /** Whether the options are traded at this second since 1970. */
    boolean contain(long second) {
        return second >= opens && second < closes;
    }
}
