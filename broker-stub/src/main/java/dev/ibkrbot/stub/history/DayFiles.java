package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A folder with one folder for each symbol and in it one csv file for each trading day and kind:
 * {@code SPY/2026-11-18.trades.csv}. A file is there complete or not at all. Stateless.
 */
public final class DayFiles {
    private static final int DATE_LENGTH = 10;

    private DayFiles() {}

    /** What the minutes of a file are made of. Immutable. */
    public enum Kind {
        /** Trades, with their volume. */
        TRADES(".trades.csv"),
        /** The middle between bid and ask; no volume. */
        MIDPOINT(".midpoint.csv"),
        /** The average bid as open, the highest ask, the lowest bid, the average ask as close; no volume. */
        BID_ASK(".bid_ask.csv");

        private final String ending;

        Kind(String ending) {
            this.ending = ending;
        }
    }

    /** Where the day's file is or would be. */
    public static Path file(Path folder, Symbol symbol, LocalDate date, Kind kind) {
        return folder.resolve(symbol.value()).resolve(date + kind.ending);
    }

    /** The days there are of a kind, ascending. */
    public static NavigableMap<LocalDate, Path> days(Path folder, Symbol symbol, Kind kind) {
        return named(folder.resolve(symbol.value()), kind.ending);
    }

    /** Files named after a date with this ending, ascending; none when there is no such folder. */
    static NavigableMap<LocalDate, Path> named(Path folder, String ending) {
        NavigableMap<LocalDate, Path> days = new TreeMap<>();
        for (Path file : listed(folder)) {
            String name = file.getFileName().toString();
            if (name.length() == DATE_LENGTH + ending.length() && name.endsWith(ending)) {
                try {
                    days.put(LocalDate.parse(name.substring(0, DATE_LENGTH)), file);
                } catch (DateTimeParseException e) {
                    // A file of another name is none of ours.
                    continue;
                }
            }
        }
        return days;
    }

    /** Symbols with a folder of day files or archives, ascending. */
    public static List<Symbol> symbols(Path folder) {
        List<Symbol> symbols = new ArrayList<>();
        for (Path path : listed(folder)) {
            if (Files.isDirectory(path)) {
                symbol(path).filter(symbol -> isAt(folder, symbol)).ifPresent(symbols::add);
            }
        }
        return symbols.stream().sorted().toList();
    }

    /** Whether there is a day file or an archive of the symbol. */
    public static boolean isAt(Path folder, Symbol symbol) {
        for (Kind kind : Kind.values()) {
            if (!days(folder, symbol, kind).isEmpty()) {
                return true;
            }
        }
        return !ChainArchive.days(folder, symbol).isEmpty();
    }

    private static Optional<Symbol> symbol(Path folder) {
        try {
            return Optional.of(new Symbol(folder.getFileName().toString()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<Path> listed(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new HistoryException(folder, "cannot be listed: " + e.getMessage(), e);
        }
    }

    /**
     * The symbol's minutes between two dates, both inclusive: of each day the trades, else the middles, else those of
     * an archive; with the spreads of the same days. Days without any are gaps.
     */
    static History read(Path folder, Symbol symbol, MarketCalendar calendar, LocalDate first, LocalDate last) {
        BarSeries.Builder all = BarSeries.builder(BarSize.ONE_MINUTE);
        int middles = 0;
        int seen = 0;
        for (Map.Entry<LocalDate, Path> day :
                played(folder, symbol).subMap(first, true, last, true).entrySet()) {
            String name = day.getValue().getFileName().toString();
            middles += name.endsWith(Kind.MIDPOINT.ending) ? 1 : 0;
            seen += ChainArchive.is(day.getValue()) ? 1 : 0;
            append(all, minutes(day.getValue(), symbol, calendar, day.getKey()));
        }
        if (all.size() == 0) {
            return History.ofMinutes(Map.of(), List.of());
        }
        List<String> warnings = new ArrayList<>();
        if (middles > 0) {
            warnings.add(symbol + ": minutes are middles of bid and ask, without volume, on " + days(middles));
        }
        if (seen > 0) {
            warnings.add(symbol + ": minutes are a recorder's on " + days(seen));
        }
        Map<Symbol, RecordedSpreads> spreads = spreads(folder, symbol, calendar, first, last)
                .map(it -> Map.of(symbol, it))
                .orElse(Map.of());
        return new History(Map.of(symbol, all.build()), Map.of(), spreads, Map.of(), List.of(), warnings);
    }

    private static String days(int count) {
        return count + (count == 1 ? " day" : " days");
    }

    /** Of each day the file whose minutes are played, ascending. */
    static NavigableMap<LocalDate, Path> played(Path folder, Symbol symbol) {
        NavigableMap<LocalDate, Path> files = new TreeMap<>(ChainArchive.days(folder, symbol));
        files.putAll(days(folder, symbol, Kind.MIDPOINT));
        files.putAll(days(folder, symbol, Kind.TRADES));
        return files;
    }

    private static Optional<RecordedSpreads> spreads(
            Path folder, Symbol symbol, MarketCalendar calendar, LocalDate first, LocalDate last) {
        RecordedSpreads.Builder spreads = new RecordedSpreads.Builder();
        boolean any = false;
        for (Map.Entry<LocalDate, Path> day : days(folder, symbol, Kind.BID_ASK)
                .subMap(first, true, last, true)
                .entrySet()) {
            BarSeries bars = minutes(day.getValue(), symbol, calendar, day.getKey());
            for (int i = 0; i < bars.size(); i++) {
                if (bars.closeUnits(i) >= bars.openUnits(i)) {
                    spreads.add(bars.startEpochSecond(i), bars.openUnits(i), bars.closeUnits(i));
                    any = true;
                }
            }
        }
        return any ? Optional.of(spreads.build()) : Optional.empty();
    }

    static void append(BarSeries.Builder all, BarSeries bars) {
        for (int i = 0; i < bars.size(); i++) {
            all.add(bars.bar(i));
        }
    }

    /** The bars of one file, all of its own day and symbol; a {@link HistoryException} when it cannot be believed. */
    public static BarSeries minutes(Path file, Symbol symbol, MarketCalendar calendar, LocalDate date) {
        if (ChainArchive.is(file)) {
            return ChainArchive.minutes(file, symbol, date);
        }
        return bars(file, symbol, calendar, date, fault -> {
            throw fault;
        });
    }

    /** The bars of one file, all of its own day and symbol. */
    static BarSeries bars(
            Path file, Symbol symbol, MarketCalendar calendar, LocalDate date, Consumer<HistoryException> faults) {
        Map<Symbol, BarSeries> minutes = CsvBars.read(
                        file, Optional.of(symbol), calendar, HistoryCheck.FIRST, HistoryCheck.LAST, faults)
                .minutes();
        BarSeries bars = minutes.get(symbol);
        boolean own = bars != null
                && minutes.size() == 1
                && calendar.tradingDate(bars.start(0)).equals(date)
                && calendar.tradingDate(bars.start(bars.size() - 1)).equals(date);
        if (!own) {
            throw new HistoryException(file, "does not hold the minutes of " + symbol + " on " + date + " alone");
        }
        return bars;
    }
}
