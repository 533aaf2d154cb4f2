package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds recorded bars under a path: a folder in Lean's layout, a folder of csv files named after their symbols, a
 * folder of {@link DayFiles}, or one csv file. Problems are {@link HistoryException}s. Stateless.
 */
public final class RecordedHistory {
    static final String CSV = ".csv";
    /** What comes before the first date is history for indicators that need days. */
    private static final int DAYS_BEFORE = 45;

    private RecordedHistory() {}

    /**
     * The minutes of these symbols from some weeks before {@code first} to {@code last}, both inclusive, as far as
     * there are any; at least one bar of each symbol lies between the two dates.
     */
    public static History load(
            Path path, List<Symbol> symbols, MarketCalendar calendar, LocalDate first, LocalDate last) {
        LocalDate begin = first.minusDays(DAYS_BEFORE);
        History all = History.ofMinutes(Map.of(), List.of());
        if (LeanFolder.isAt(path)) {
            LeanFolder lean = new LeanFolder(path, calendar);
            for (Symbol symbol : symbols) {
                all = all.plus(lean.read(symbol, begin, first, last));
            }
        } else if (Files.isDirectory(path)) {
            for (Symbol symbol : symbols) {
                all = all.plus(inFolder(path, symbol, calendar, begin, last));
            }
        } else if (Files.exists(path)) {
            all = CsvBars.read(path, symbolOf(path), calendar, begin, last);
        } else {
            throw new HistoryException(path, "there is no such file or folder");
        }
        return onlyThese(path, symbols, all, calendar, first);
    }

    private static History inFolder(
            Path folder, Symbol symbol, MarketCalendar calendar, LocalDate first, LocalDate last) {
        Path file = folder.resolve(symbol.value() + CSV);
        if (Files.exists(file)) {
            return CsvBars.read(file, Optional.of(symbol), calendar, first, last);
        }
        if (DayFiles.isAt(folder, symbol)) {
            return DayFiles.read(folder, symbol, calendar, first, last);
        }
        throw new HistoryException(
                folder, "unknown symbol " + symbol + ": there is no " + symbol + CSV + " and no folder of its days");
    }

    private static History onlyThese(
            Path path, List<Symbol> symbols, History all, MarketCalendar calendar, LocalDate first) {
        long from = first.atStartOfDay(calendar.zone()).toEpochSecond();
        Map<Symbol, BarSeries> minutes = new LinkedHashMap<>();
        for (Symbol symbol : symbols) {
            BarSeries bars = all.minutes().get(symbol);
            if (bars == null) {
                throw new HistoryException(path, "unknown symbol " + symbol + ": no bars of it");
            }
            if (bars.firstStartingAt(from) == bars.size()) {
                throw new HistoryException(path, "no bars of " + symbol + " from " + first + " on");
            }
            minutes.put(symbol, bars);
        }
        return new History(minutes, all.days(), all.spreads(), all.indices(), all.actions(), all.warnings());
    }

    /** The symbol a file is named after. */
    static Optional<Symbol> symbolOf(Path file) {
        String name = file.getFileName().toString();
        int point = name.lastIndexOf('.');
        try {
            return Optional.of(new Symbol((point < 0 ? name : name.substring(0, point)).toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Every symbol under the path, ascending: what is meant where none is named. Reads a single file in full. */
    public static List<Symbol> symbols(Path path, MarketCalendar calendar) {
        if (LeanFolder.isAt(path)) {
            return new LeanFolder(path, calendar).symbols();
        }
        if (!Files.exists(path)) {
            throw new HistoryException(path, "there is no such file or folder");
        }
        if (!Files.isDirectory(path)) {
            History all =
                    CsvBars.read(path, symbolOf(path), calendar, LocalDate.of(1970, 1, 1), LocalDate.of(9999, 1, 1));
            return all.minutes().keySet().stream().sorted().toList();
        }
        List<Symbol> found = new ArrayList<>();
        for (Path file : csvFiles(path)) {
            symbolOf(file).ifPresent(found::add);
        }
        found.addAll(DayFiles.symbols(path));
        return found.stream().distinct().sorted().toList();
    }

    /** Whether there may be minutes of the symbol within the dates, as far as that can be told without reading any. */
    public static boolean mayHold(Path path, Symbol symbol, MarketCalendar calendar, LocalDate first, LocalDate last) {
        return !LeanFolder.isAt(path)
                || !new LeanFolder(path, calendar).dates(symbol, first, last).isEmpty();
    }

    /** The csv files of a folder, ascending by name. */
    static List<Path> csvFiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(CSV))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new HistoryException(folder, "cannot be listed: " + e.getMessage(), e);
        }
    }
}
