package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import java.time.Instant;
import java.util.Optional;

/**
 * What an index stands at through time. Bars shorter than a day are played as those of a stock are. Of whole days only
 * the open is known, since the rest of the day was still to come: it holds from the open to the end of its trading
 * date. Confined to one thread.
 */
final class IndexTape {
    private final BarSeries bars;
    private final MarketCalendar calendar;
    private final Optional<Tape> played;

    IndexTape(Symbol symbol, BarSeries bars, MarketCalendar calendar) {
        this.bars = bars;
        this.calendar = calendar;
        played = bars.barSize() == BarSize.ONE_DAY
                ? Optional.empty()
                : Optional.of(new Tape(symbol, bars, Optional.empty(), calendar));
    }

    /** In 1e-8 units; 0 where there is none. */
    long level(long now) {
        if (played.isPresent()) {
            return played.get().price(now);
        }
        int day = today(now);
        return day < 0 ? 0 : bars.openUnits(day);
    }

    /** When the level of this moment was published; it is repeated while the market is open. */
    Instant publishedAt(Instant now) {
        long second = now.getEpochSecond();
        if (played.isPresent()) {
            long at = played.get().pricedAt(second);
            return at == second ? now : Instant.ofEpochSecond(at);
        }
        Instant close = calendar.session(calendar.tradingDate(now))
                .map(TradingSession::close)
                .orElse(now);
        return now.isAfter(close) ? close : now;
    }

    /** Bars that have ended; absent where only opens are known. */
    Optional<BarSeries> ended(BarSize size, long from, long now) {
        return played.filter(it -> size.seconds() >= bars.barSize().seconds()).map(it -> it.ended(size, from, now));
    }

    /** The day whose session has begun on the trading date of now; -1 when there is none. */
    private int today(long now) {
        int day = bars.firstStartingAt(now + 1) - 1;
        boolean found = day >= 0
                && calendar.tradingDate(bars.start(day)).equals(calendar.tradingDate(Instant.ofEpochSecond(now)));
        return found ? day : -1;
    }
}
