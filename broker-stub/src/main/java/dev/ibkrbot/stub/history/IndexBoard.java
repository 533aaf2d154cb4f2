package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.stub.sim.Touch;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A market's indices: quoted by their level alone, without bid, ask and volume. Confined to one thread. */
final class IndexBoard {
    private final Map<Symbol, IndexTape> tapes = new LinkedHashMap<>();

    IndexBoard(Map<Symbol, BarSeries> levels, MarketCalendar calendar) {
        levels.forEach((symbol, bars) -> tapes.put(symbol, new IndexTape(symbol, bars, calendar)));
    }

    boolean has(Symbol symbol) {
        return tapes.containsKey(symbol);
    }

    /** Of an index there is. */
    boolean look(Index index, long now, Touch into) {
        long level = tapes.get(index.symbol()).level(now);
        if (level > 0) {
            into.set(0, 0, level, 0);
        }
        return level > 0;
    }

    Quote quote(Index index, Instant now) {
        IndexTape tape = find(index);
        long level = tape.level(now.getEpochSecond());
        if (level == 0) {
            throw new BrokerException("no level of " + index + " now", Recovery.RETRY_LATER);
        }
        return new Quote(
                index,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Price.ofUnits(level)),
                OptionalLong.empty(),
                tape.publishedAt(now),
                DataQuality.LIVE);
    }

    BarSeries bars(Index index, BarSize size, long from, long now) {
        return find(index)
                .ended(size, from, now)
                .orElseThrow(() -> new BrokerException("no " + size + " bars of " + index, Recovery.SKIP_INSTRUMENT));
    }

    /** Throws when there is no such index. */
    IndexTape find(Index index) {
        return Optional.ofNullable(tapes.get(index.symbol()))
                .orElseThrow(() -> new BrokerException("no quotes of index " + index, Recovery.SKIP_INSTRUMENT));
    }
}
