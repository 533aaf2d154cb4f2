package dev.ibkrbot.cli.bars;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.strategy.analytics.SuspectedSplit;
import dev.ibkrbot.stub.history.History;
import dev.ibkrbot.stub.history.HistoryException;
import dev.ibkrbot.stub.history.LeanFolder;
import dev.ibkrbot.stub.history.RecordedHistory;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Daily bars of one symbol in shares of the last day: from the daily file of a Lean folder with its factor file, else from
 * recorded minutes. Without a factor file jumps that look like splits are taken for splits, and told. Immutable.
 *
 * @param days oldest first; not empty
 * @param warnings what a reader should know, one line each
 */
public record DailyBars(BarSeries days, List<String> warnings) {
    private static final LocalDate FIRST = LocalDate.of(1998, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2035, 12, 31);

    /** Whether there may be days of the symbol, as far as names of files tell. */
    public static boolean mayHold(Path path, Symbol symbol, MarketCalendar calendar) {
        return isLean(path)
                ? Files.exists(leanFile(path, "daily", symbol, ".zip"))
                : RecordedHistory.symbols(path, calendar).contains(symbol);
    }

    /** Reads them; {@link HistoryException} when they are missing or cannot be believed. */
    public static DailyBars read(Path path, Symbol symbol, MarketCalendar calendar) {
        if (!Files.exists(path)) {
            throw new HistoryException(path, "there is no such file or folder");
        }
        BarSeries raw = isLean(path) ? leanDays(path, symbol, calendar) : ofMinutes(path, symbol, calendar);
        if (raw.isEmpty()) {
            throw new HistoryException(path, "no days of " + symbol);
        }
        Path factors = leanFile(path, "factor_files", symbol, ".csv");
        if (isLean(path) && Files.exists(factors)) {
            return new DailyBars(adjusted(raw, SplitFactors.read(factors).of(raw, calendar)), List.of());
        }
        List<SuspectedSplit> splits = SuspectedSplit.find(closes(raw));
        List<String> warnings = splits.stream()
                .map(split -> symbol + ": taken for a split of " + split.sharesAfter() + " for "
                        + split.sharesBefore() + ": the jump on "
                        + calendar.tradingDate(raw.start(split.index())))
                .toList();
        BigDecimal[] parts = Arrays.stream(SuspectedSplit.priceFactors(splits, raw.size()))
                .mapToObj(BigDecimal::new)
                .toArray(BigDecimal[]::new);
        return new DailyBars(splits.isEmpty() ? raw : adjusted(raw, parts), warnings);
    }

    private static boolean isLean(Path path) {
        return Files.isDirectory(path.resolve("equity").resolve("usa"));
    }

    private static Path leanFile(Path path, String folder, Symbol symbol, String ending) {
        return path.resolve("equity")
                .resolve("usa")
                .resolve(folder)
                .resolve(symbol.value().toLowerCase(Locale.ROOT) + ending);
    }

    private static BarSeries leanDays(Path path, Symbol symbol, MarketCalendar calendar) {
        Optional<BarSeries> days = new LeanFolder(path, calendar).days(symbol);
        return days.orElseThrow(() -> new HistoryException(
                leanFile(path, "daily", symbol, ".zip"), "unknown symbol " + symbol + ": there is no such file"));
    }

    private static BarSeries ofMinutes(Path path, Symbol symbol, MarketCalendar calendar) {
        History history = RecordedHistory.load(path, List.of(symbol), calendar, FIRST, LAST);
        BarSeries minutes = history.minutes().get(symbol);
        BarSeries.Builder days = BarSeries.builder(BarSize.ONE_DAY);
        int begin = 0;
        while (begin < minutes.size()) {
            LocalDate date = calendar.tradingDate(minutes.start(begin));
            int end = begin + 1;
            while (end < minutes.size()
                    && calendar.tradingDate(minutes.start(end)).equals(date)) {
                end++;
            }
            add(days, minutes, begin, end);
            begin = end;
        }
        return days.build();
    }

    private static void add(BarSeries.Builder days, BarSeries minutes, int begin, int end) {
        long high = Long.MIN_VALUE;
        long low = Long.MAX_VALUE;
        long volume = 0;
        for (int i = begin; i < end; i++) {
            high = Math.max(high, minutes.highUnits(i));
            low = Math.min(low, minutes.lowUnits(i));
            volume += minutes.volume(i);
        }
        days.add(
                minutes.startEpochSecond(begin),
                minutes.openUnits(begin),
                high,
                low,
                minutes.closeUnits(end - 1),
                volume);
    }

    private static BarSeries adjusted(BarSeries raw, BigDecimal[] factors) {
        BarSeries.Builder days = BarSeries.builder(BarSize.ONE_DAY);
        for (int i = 0; i < raw.size(); i++) {
            BigDecimal factor = factors[i];
            days.add(
                    raw.startEpochSecond(i),
                    times(raw.openUnits(i), factor),
                    times(raw.highUnits(i), factor),
                    times(raw.lowUnits(i), factor),
                    times(raw.closeUnits(i), factor),
                    BigDecimal.valueOf(raw.volume(i))
                            .divide(factor, MathContext.DECIMAL64)
                            .setScale(0, RoundingMode.HALF_EVEN)
                            .longValueExact());
        }
        return days.build();
    }

    private static long times(long units, BigDecimal factor) {
        return BigDecimal.valueOf(units)
                .multiply(factor)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private static double[] closes(BarSeries days) {
        double[] closes = new double[days.size()];
        for (int i = 0; i < closes.length; i++) {
            closes[i] = days.closeAsDouble(i);
        }
        return closes;
    }
}
