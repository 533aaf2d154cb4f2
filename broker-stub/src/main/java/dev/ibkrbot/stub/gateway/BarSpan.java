package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.stub.sim.Market;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How long the bars are that a client asks for: as long as the market's own, or several of those joined by the clock:
 * half hours begin at 09:30 and 10:00, pairs of hours at 09:30, 10:00 and 12:00. Immutable.
 *
 * @param base the market's bars
 * @param seconds of one bar; those of {@code base} when nothing is joined
 */
record BarSpan(BarSize base, int seconds) {
    private static final Map<String, BarSpan> BY_WORD = new HashMap<>();

    static {
        BY_WORD.put("1 min", new BarSpan(BarSize.ONE_MINUTE, 60));
        BY_WORD.put("1 hour", new BarSpan(BarSize.ONE_HOUR, 3600));
        BY_WORD.put("1 day", new BarSpan(BarSize.ONE_DAY, BarSize.ONE_DAY.seconds()));
        for (int minutes : new int[] {2, 3}) {
            BY_WORD.put(minutes + " mins", new BarSpan(BarSize.ONE_MINUTE, 60 * minutes));
        }
        for (int minutes : new int[] {5, 10, 15, 20, 30}) {
            BY_WORD.put(minutes + " mins", new BarSpan(BarSize.FIVE_MINUTES, 60 * minutes));
        }
        for (int hours : new int[] {2, 3, 4, 8}) {
            BY_WORD.put(hours + " hours", new BarSpan(BarSize.FIVE_MINUTES, 3600 * hours));
        }
    }

    /** From words such as "30 mins"; absent for what is not served. */
    static Optional<BarSpan> parse(String words) {
        return Optional.ofNullable(BY_WORD.get(words));
    }

    /** Bars of which the first part starts at {@code from} or later and that have ended by {@code now}. */
    BarSeries bars(Market market, Instrument instrument, long from, long now) {
        BarSeries parts = market.bars(instrument, base, from, now);
        return seconds == base.seconds() ? parts : joined(parts, market.calendar(), now);
    }

    /** The last second that is covered by the bar that starts then, as far as the next must not begin before it. */
    long covered(MarketCalendar calendar, long start) {
        return seconds == base.seconds() ? start : end(calendar, start) - 1;
    }

    private BarSeries joined(BarSeries parts, MarketCalendar calendar, long now) {
        BarSeries.Builder builder = BarSeries.builder(base);
        int i = 0;
        while (i < parts.size()) {
            long start = parts.startEpochSecond(i);
            long end = end(calendar, start);
            if (end > now) {
                break;
            }
            long high = parts.highUnits(i);
            long low = parts.lowUnits(i);
            long volume = 0;
            int first = i;
            for (; i < parts.size() && parts.startEpochSecond(i) < end; i++) {
                high = Math.max(high, parts.highUnits(i));
                low = Math.min(low, parts.lowUnits(i));
                volume += parts.volume(i);
            }
            builder.add(start, parts.openUnits(first), high, low, parts.closeUnits(i - 1), volume);
        }
        return builder.build();
    }

    /** Where the clock ends the span that this second belongs to, at the session's close at the latest. */
    private long end(MarketCalendar calendar, long start) {
        Instant moment = Instant.ofEpochSecond(start);
        long offset = calendar.zone().getRules().getOffset(moment).getTotalSeconds();
        long byTheClock = (Math.floorDiv(start + offset, seconds) + 1L) * seconds - offset;
        return calendar.session(calendar.tradingDate(moment))
                .map(session -> Math.min(byTheClock, session.close().getEpochSecond()))
                .orElse(byTheClock);
    }
}
