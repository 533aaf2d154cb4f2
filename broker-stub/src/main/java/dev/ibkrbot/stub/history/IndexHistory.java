package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Recorded levels of {@link VolatilityIndex#SYMBOL}: minutes wherever bars of it are found, or a file of its own with
 * minutes or daily rows. A {@link History} it returns holds nothing but the index, and not that where there are none
 * within the dates. Problems are {@link HistoryException}s. Stateless.
 */
public final class IndexHistory {
    private static final Symbol VIX = VolatilityIndex.SYMBOL;
    private static final long FIRST_LINE = 1 << 16;

    private IndexHistory() {}

    /**
     * Minutes from {@code first} to {@code last}, both inclusive, under a path of recorded bars: {@code
     * index/usa/minute/vix} or {@code equity/usa/minute/vix} in Lean's layout, else as those of any other symbol.
     */
    public static History find(Path path, MarketCalendar calendar, LocalDate first, LocalDate last) {
        if (LeanFolder.isAt(path)) {
            return lean(LeanFolder.indices(path, calendar), first, last)
                    .or(() -> lean(new LeanFolder(path, calendar), first, last))
                    .orElseGet(() -> index(Map.of(), List.of()));
        }
        if (!Files.isDirectory(path)) {
            boolean named = RecordedHistory.symbolOf(path).filter(VIX::equals).isPresent();
            boolean mayHold = named || columns(path).contains("symbol");
            return mayHold ? minutes(path, calendar, first, last) : index(Map.of(), List.of());
        }
        Path file = path.resolve(VIX.value() + RecordedHistory.CSV);
        if (Files.exists(file)) {
            return minutes(file, calendar, first, last);
        }
        History days = DayFiles.read(path, VIX, calendar, first, last);
        return index(days.minutes(), days.warnings());
    }

    private static Optional<History> lean(LeanFolder folder, LocalDate first, LocalDate last) {
        if (folder.dates(VIX, first, last).isEmpty()) {
            return Optional.empty();
        }
        // Days without a level are told by gaps, for every kind of data alike.
        History read = folder.read(VIX, first, LocalDate.MAX, last);
        return Optional.of(index(read.minutes(), read.warnings()));
    }

    /**
     * A file of its own: minutes as {@link CsvBars} has them, or daily rows as exchanges publish them ({@code
     * DATE,OPEN,...}; 11/18/2026 or 2026-11-18), of which the open is taken. The index is there even if none of its
     * days is.
     */
    public static History read(Path file, MarketCalendar calendar, LocalDate first, LocalDate last) {
        if (!Files.isRegularFile(file)) {
            throw new HistoryException(file, "there is no such file");
        }
        if (columns(file).contains("date")) {
            return DailyLevels.read(file, calendar, first, last);
        }
        BarSeries none = BarSeries.builder(BarSize.ONE_MINUTE).build();
        History found = minutes(file, calendar, first, last);
        return new History(Map.of(), Map.of(), Map.of(), Map.of(VIX, none), List.of(), List.of()).plus(found);
    }

    private static History minutes(Path file, MarketCalendar calendar, LocalDate first, LocalDate last) {
        History read = CsvBars.read(file, Optional.of(VIX), calendar, first, last);
        return index(read.minutes(), read.warnings());
    }

    /** Of all these the index alone, with what is said of it. */
    private static History index(Map<Symbol, BarSeries> all, List<String> warnings) {
        Map<Symbol, BarSeries> levels = Optional.ofNullable(all.get(VIX))
                .filter(bars -> !bars.isEmpty())
                .map(bars -> Map.of(VIX, bars))
                .orElse(Map.of());
        List<String> own =
                warnings.stream().filter(line -> line.contains(VIX.value())).toList();
        return new History(Map.of(), Map.of(), Map.of(), levels, List.of(), own);
    }

    /** The words of a file's first line, in small letters. */
    private static List<String> columns(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            LineReader reader = new LineReader(file, in, FIRST_LINE);
            Fields fields = new Fields();
            List<String> columns = new ArrayList<>();
            if (reader.next()) {
                fields.cut(reader);
                for (int i = 0; i < fields.count(); i++) {
                    columns.add(fields.text(i).replace("\uFEFF", "").toLowerCase(Locale.ROOT));
                }
            }
            return columns;
        } catch (IOException e) {
            throw new HistoryException(file, "cannot be read: " + e, e);
        }
    }

    /**
     * The trading dates from {@code first} to the last of the minutes on which an index is not known, as a line each
     * for people; none for an index that is not there at all.
     */
    public static List<String> gaps(History history, MarketCalendar calendar, LocalDate first) {
        Optional<LocalDate> last = history.minutes().values().stream()
                .filter(bars -> !bars.isEmpty())
                .map(bars -> calendar.tradingDate(bars.start(bars.size() - 1)))
                .max(LocalDate::compareTo)
                .filter(it -> !it.isBefore(first));
        List<String> lines = new ArrayList<>();
        history.indices().forEach((symbol, levels) -> {
            List<LocalDate> missing = last.stream()
                    .flatMap(it -> first.datesUntil(it.plusDays(1)))
                    .filter(date -> calendar.session(date)
                            .map(session -> !covers(levels, session))
                            .orElse(false))
                    .toList();
            if (!missing.isEmpty()) {
                lines.add(symbol + ": no level on " + missing.size()
                        + (missing.size() == 1 ? " trading day: " : " trading days: ") + LeanFolder.shown(missing));
            }
        });
        return lines;
    }

    private static boolean covers(BarSeries levels, TradingSession session) {
        int i = levels.firstStartingAt(session.open().getEpochSecond());
        Instant close = session.close();
        return i < levels.size() && levels.start(i).isBefore(close);
    }

    /** What is assumed of these levels. */
    static String assumption(Symbol symbol, BarSeries levels) {
        return levels.barSize() == BarSize.ONE_DAY
                ? symbol + " is each day's recorded open, taken for fresh until the close; a day without one has none."
                : symbol + " is recorded by the minute; within a minute it moves as the price of a stock does.";
    }
}
