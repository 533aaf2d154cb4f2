package dev.ibkrbot.cli.bars;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.market.BarSeries;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The minutes of a session that have no bar, an early close considered. Immutable.
 *
 * @param minutes how many
 * @param ranges where, in New York time: "10:31-10:33 12:00"
 */
record SessionGaps(int minutes, String ranges) {
    private static final int MINUTE = 60;

    static SessionGaps of(BarSeries bars, TradingSession session, MarketCalendar calendar) {
        Set<Long> there = new HashSet<>();
        for (int i = 0; i < bars.size(); i++) {
            there.add(bars.startEpochSecond(i));
        }
        List<String> ranges = new ArrayList<>();
        int missing = 0;
        long first = -1;
        long close = session.close().getEpochSecond();
        for (long at = session.open().getEpochSecond(); at <= close; at += MINUTE) {
            boolean gap = at < close && !there.contains(at);
            missing += gap ? 1 : 0;
            if (gap && first < 0) {
                first = at;
            } else if (!gap && first >= 0) {
                String from = time(first, calendar);
                ranges.add(at - first == MINUTE ? from : from + "-" + time(at - MINUTE, calendar));
                first = -1;
            }
        }
        return new SessionGaps(missing, String.join(" ", ranges));
    }

    private static String time(long epochSecond, MarketCalendar calendar) {
        return LocalTime.ofInstant(Instant.ofEpochSecond(epochSecond), calendar.zone())
                .toString();
    }
}
