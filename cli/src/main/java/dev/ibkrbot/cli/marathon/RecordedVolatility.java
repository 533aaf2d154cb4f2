package dev.ibkrbot.cli.marathon;

import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.strategy.marathon.MoneyVolatility;
import dev.ibkrbot.stub.history.ChainArchive;
import dev.ibkrbot.stub.history.ChainRecord;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Volatilities of past days from archives of recorded option chains: of each day's last whole sweep. */
public final class RecordedVolatility {
    private static final int YEAR = 365;

    private RecordedVolatility() {}

    /**
     * Of the year before {@code today}, by trading date; days that tell none are left out. A damaged archive is a
     * {@link dev.ibkrbot.stub.history.HistoryException}.
     */
    public static NavigableMap<LocalDate, Double> before(Path folder, Symbol symbol, LocalDate today) {
        NavigableMap<LocalDate, Double> all = new TreeMap<>();
        ChainArchive.days(folder, symbol)
                .subMap(today.minusDays(YEAR), true, today, false)
                .forEach((date, file) -> of(file, date).ifPresent(vol -> all.put(date, vol)));
        return all;
    }

    private static OptionalDouble of(Path file, LocalDate date) {
        Sweep sweep = new Sweep(date);
        ChainArchive.read(file, sweep::take);
        return sweep.latest;
    }

    /** Collects one sweep after the other. */
    private static final class Sweep {
        private final LocalDate date;
        private final Map<OptionContract, OptionQuote> quotes = new LinkedHashMap<>();
        private Optional<Price> price = Optional.empty();
        private OptionalDouble latest = OptionalDouble.empty();

        Sweep(LocalDate date) {
            this.date = date;
        }

        void take(ChainRecord record) {
            if (record instanceof ChainRecord.Underlying it) {
                price = it.quote().mid().or(it.quote()::last);
            } else if (record instanceof ChainRecord.Option it) {
                quotes.put(it.quote().contract(), it.quote());
            } else if (record instanceof ChainRecord.SweepEnd) {
                OptionalDouble vol = price.isPresent()
                        ? MoneyVolatility.of(quotes.values(), price.get(), date)
                        : OptionalDouble.empty();
                latest = vol.isPresent() ? vol : latest;
                quotes.clear();
            }
        }
    }
}
