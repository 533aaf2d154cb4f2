package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Writes generated minutes as csv files that can be read like recorded ones. Stateless. */
public final class GeneratedHistory {
    private GeneratedHistory() {}

    /**
     * Writes one file for each symbol, named after it, with all sessions from {@code first} to {@code last}; that of
     * VIX is the index as it follows from SPY. The same arguments give the same bytes on every JVM. Each file appears
     * complete or not at all.
     *
     * @return the files, in the order of the symbols
     * @throws IllegalArgumentException when there is no session in the range
     */
    public static List<Path> write(
            Path folder, MarketCalendar calendar, long seed, List<Symbol> symbols, LocalDate first, LocalDate last) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new HistoryException(folder, "cannot be created: " + e, e);
        }
        List<Path> files = new ArrayList<>();
        for (Symbol symbol : symbols) {
            BarSeries bars = minutes(calendar, seed, symbol, first, last);
            if (bars.isEmpty()) {
                throw new IllegalArgumentException("no session from " + first + " to " + last);
            }
            Path file = folder.resolve(symbol.value() + ".csv");
            CsvBars.write(file, symbol, bars);
            files.add(file);
        }
        return List.copyOf(files);
    }

    private static BarSeries minutes(
            MarketCalendar calendar, long seed, Symbol symbol, LocalDate first, LocalDate last) {
        if (!symbol.equals(VolatilityIndex.SYMBOL)) {
            return SyntheticBars.minutes(calendar, SymbolProfile.of(symbol), seed, first, last);
        }
        SymbolProfile spy = SymbolProfile.of(VolatilityIndex.UNDERLYING);
        return VolatilityIndex.of(SyntheticBars.minutes(calendar, spy, seed, first, last), seed, calendar);
    }
}
