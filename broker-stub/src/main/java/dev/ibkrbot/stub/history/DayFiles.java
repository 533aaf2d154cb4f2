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
     * The symbol's minutes between two dates, both inclusive: trades where there are any, else the middles, else the bars
     * of archives; with the spreads of the same days. Other days of the same kind that are not there are gaps.
     */
    static History read(Path folder, Symbol symbol, MarketCalendar calendar, LocalDate first, LocalDate last) {
        History history = History.ofMinutes(Map.of(), List.of());
        for (Kind kind : List.of(Kind.TRADES, Kind.MIDPOINT)) {
            if (history.minutes().isEmpty()) {
                history = minutes(within(days(folder, symbol, kind), first, last), symbol, calendar, kind);
            }
        }
        if (history.minutes().isEmpty()) {
            history = ChainArchive.minutes(folder, symbol, first, last);
        }
        RecordedSpreads.Builder spreads = new RecordedSpreads.Builder();
        boolean any = false;
        for (Map.Entry<LocalDate, Path> day :
                within(days(folder, symbol, Kind.BID_ASK), first, last).entrySet()) {
            BarSeries bars = minutes(day.getValue(), symbol, calendar, day.getKey());
            for (int i = 0; i < bars.size(); i++) {
                if (bars.closeUnits(i) >= bars.openUnits(i)) {
                    spreads.add(bars.startEpochSecond(i), bars.openUnits(i), bars.closeUnits(i));
                    any = true;
                }
            }
        }
        return any
                ? new History(history.minutes(), history.days(), Map.of(symbol, spreads.build()), history.warnings())
                : history;
    }

    private static <T> NavigableMap<LocalDate, T> within(
            NavigableMap<LocalDate, T> days, LocalDate first, LocalDate last) {
        return days.subMap(first, true, last, true);
    }

    private static History minutes(Map<LocalDate, Path> days, Symbol symbol, MarketCalendar calendar, Kind kind) {
        BarSeries.Builder all = BarSeries.builder(BarSize.ONE_MINUTE);
        days.forEach((date, file) -> {
            BarSeries bars = minutes(file, symbol, calendar, date);
            for (int i = 0; i < bars.size(); i++) {
                all.add(
                        bars.startEpochSecond(i),
                        bars.openUnits(i),
                        bars.highUnits(i),
                        bars.lowUnits(i),
                        bars.closeUnits(i),
                        bars.volume(i));
            }
        });
        if (all.size() == 0) {
            return History.ofMinutes(Map.of(), List.of());
        }
        List<String> warnings = kind == Kind.MIDPOINT
                ? List.of(symbol + ": minutes are middles of bid and ask, without volume; there are no trades")
                : List.of();
        return History.ofMinutes(Map.of(symbol, all.build()), warnings);
    }

    /** The bars of one file, all of its own day and symbol; a {@link HistoryException} when it cannot be believed. */
    public static BarSeries minutes(Path file, Symbol symbol, MarketCalendar calendar, LocalDate date) {
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
