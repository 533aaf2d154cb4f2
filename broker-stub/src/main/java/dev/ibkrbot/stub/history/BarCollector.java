package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;

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
        // Checked for all rows, also those that are not kept: a file out of order is not to be believed at all.
        if (start <= lastStart) {
            throw reader.fault(
                    start == lastStart ? "the bar repeats the one before it" : "the bar is before the one before it");
        }
        lastStart = start;
        if (!hours.contain(start)) {
            outside++;
            return;
        }
        try {
            if (start >= from && start < to) {
                bars.add(start, open, high, low, close, volume);
            }
        } catch (IllegalArgumentException e) {
            throw reader.fault(e.getMessage());
        }
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
