package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import java.time.LocalDate;
import java.util.Optional;

/** Joins short bars into longer ones. Spans are counted from the session's open, so hours begin at half past. */
final class CoarserBars {
    private final BarSeries.Builder out;
    private long start = Long.MIN_VALUE;
    private long open;
    private long high;
    private long low;
    private long close;
    private long volume;

    private CoarserBars(BarSize size) {
        out = BarSeries.builder(size);
    }

    static BarSeries of(BarSeries fine, BarSize size, MarketCalendar calendar) {
        if (size.seconds() < fine.barSize().seconds()) {
            throw new IllegalArgumentException(size + " bars cannot be made of " + fine.barSize() + " bars");
        }
        CoarserBars join = new CoarserBars(size);
        LocalDate date = LocalDate.MIN;
        long opens = 0;
        long closes = 0;
        for (int i = 0; i < fine.size(); i++) {
            long at = fine.startEpochSecond(i);
            if (at >= closes || at < opens) {
                date = calendar.tradingDate(fine.start(i));
                Optional<TradingSession> session = calendar.session(date);
                opens = session.map(it -> it.open().getEpochSecond()).orElse(at);
                closes = session.map(it -> it.close().getEpochSecond()).orElse(at + 1);
            }
            join.add(fine, i, opens + (at - opens) / size.seconds() * size.seconds());
        }
        join.flush();
        return join.out.build();
    }

    private void add(BarSeries fine, int i, long bucket) {
        if (bucket != start) {
            flush();
            start = bucket;
            open = fine.open(i).units();
            high = fine.high(i).units();
            low = fine.low(i).units();
            volume = 0;
        }
        high = Math.max(high, fine.high(i).units());
        low = Math.min(low, fine.low(i).units());
        close = fine.close(i).units();
        volume += fine.volume(i);
    }

    private void flush() {
        if (start != Long.MIN_VALUE) {
            out.add(start, open, high, low, close, volume);
        }
    }
}
