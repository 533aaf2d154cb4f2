package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.market.Bar;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.value.Price;
import java.time.Instant;

/**
 * Takes one symbol's minutes as they are read, keeps those of regular hours within a span of time, and says with file
 * and line which bar cannot be. Confined to one thread.
 */
final class BarCollector {
    private final BarSeries.Builder bars = BarSeries.builder(BarSize.ONE_MINUTE);
    private final RegularHours hours;
    private final long from;
    private final long to;
    private long lastStart = Long.MIN_VALUE;
    private int outside;

    /** Keeps bars that start at {@code from} or later and before {@code to}, in seconds since 1970. */
    BarCollector(MarketCalendar calendar, long from, long to) {
        hours = new RegularHours(calendar);
        this.from = from;
        this.to = to;
    }

    void add(LineReader reader, long start, long open, long high, long low, long close, long volume) {
        if (start % BarSize.ONE_MINUTE.seconds() != 0) {
            throw reader.fault("the bar does not start at a whole minute");
        }
        // Checked for all rows, also those that are not kept: a file with such a row is not to be believed at all.
        if (start <= lastStart) {
            throw reader.fault(
                    start == lastStart ? "the bar repeats the one before it" : "the bar is before the one before it");
        }
        lastStart = start;
        boolean regular = hours.contain(start);
        outside += regular ? 0 : 1;
        try {
            if (regular && start >= from && start < to) {
                bars.add(start, open, high, low, close, volume);
            } else {
                bar(start, open, high, low, close, volume);
            }
        } catch (IllegalArgumentException e) {
            throw reader.fault(e.getMessage());
        }
    }

    /** Throws when such a bar cannot be. */
    private static Bar bar(long start, long open, long high, long low, long close, long volume) {
        return new Bar(
                Instant.ofEpochSecond(start),
                Price.ofUnits(open),
                Price.ofUnits(high),
                Price.ofUnits(low),
                Price.ofUnits(close),
                volume);
    }

    /** Rows before and after regular hours, which were left out. */
    int outside() {
        return outside;
    }

    int size() {
        return bars.size();
    }

    BarSeries build() {
        return bars.build();
    }
}
