package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads recorded data only to say what is in it and what is wrong with it. Stateless. */
public final class HistoryCheck {
    static final LocalDate FIRST = LocalDate.of(1998, 1, 1);
    static final LocalDate LAST = LocalDate.of(2035, 12, 31);

    private HistoryCheck() {}

    /**
     * What one symbol's or one file's data holds. Immutable.
     *
     * @param name the symbol, or the file where nothing of it can be read
     * @param bars minutes of regular hours
     * @param first start of the first; absent without bars
     * @param last start of the last; absent without bars
     * @param sessions trading days with at least one bar
     * @param missingMinutes minutes of these sessions without a bar
     * @param warnings what was left out or is missing, one line each
     * @param kinds what the data is made of, such as "trades"; none where nothing can be read
     * @param bytes size of the files
     * @param missing sessions between the first and the last bar that have none, ascending
     * @param problems why it cannot be used, one line each; none when it can
     */
    public record Finding(
            String name,
            int bars,
            Optional<Instant> first,
            Optional<Instant> last,
            int sessions,
            int missingMinutes,
            List<String> warnings,
            List<String> kinds,
            long bytes,
            List<LocalDate> missing,
            List<String> problems) {
        public Finding {
            warnings = List.copyOf(warnings);
            kinds = List.copyOf(kinds);
            missing = List.copyOf(missing);
            problems = List.copyOf(problems);
        }
    }

    /**
     * Checks a csv file, every file of a folder of csv files or of day files and archives, or every symbol of a folder in
     * Lean's layout. Rows that cannot be believed are all told, up to a hundred for each symbol. A path with nothing to
     * check is a {@link HistoryException}.
     */
    public static List<Finding> check(Path path, MarketCalendar calendar) {
        List<Finding> findings = new ArrayList<>();
        if (LeanFolder.isAt(path)) {
            for (Symbol symbol : new LeanFolder(path, calendar).symbols()) {
                findings.addAll(lean(path, symbol, calendar));
            }
        } else if (Files.isDirectory(path)) {
            for (Path file : RecordedHistory.csvFiles(path)) {
                findings.addAll(csv(file, calendar));
            }
            for (Symbol symbol : DayFiles.symbols(path)) {
                findings.add(days(path, symbol, calendar));
            }
        } else if (Files.exists(path)) {
            findings.addAll(csv(path, calendar));
        } else {
            throw new HistoryException(path, "there is no such file or folder");
        }
        if (findings.isEmpty()) {
            throw new HistoryException(path, "there is no data in it");
        }
        return List.copyOf(findings);
    }

    private static List<Finding> lean(Path path, Symbol symbol, MarketCalendar calendar) {
        Problems problems = new Problems();
        LeanFolder lean = new LeanFolder(path, calendar, problems);
        BarSeries.Builder bars = BarSeries.builder(BarSize.ONE_MINUTE);
        for (LocalDate date : lean.dates(symbol)) {
            problems.guarded(() -> lean.minutes(symbol, date))
                    .ifPresent(day -> day.ifPresent(it -> DayFiles.append(bars, it)));
        }
        if (bars.size() == 0 && problems.lines().isEmpty()) {
            problems.accept(new HistoryException(path, "no minutes of " + symbol + " in regular hours"));
        }
        List<String> kinds = new ArrayList<>(List.of("lean minutes"));
        problems.guarded(() -> lean.days(symbol)).ifPresent(days -> days.ifPresent(it -> kinds.add("lean days")));
        addOptions(path, symbol, calendar, problems, kinds);
        return List.of(finding(
                symbol.value(), bars.build(), calendar, List.of(), kinds, lean.bytes(symbol), problems.lines()));
    }

    /** Options and what else a backtest reads of the symbol; of a damaged file the first problem is told. */
    private static void addOptions(
            Path path, Symbol symbol, MarketCalendar calendar, Problems problems, List<String> kinds) {
        LeanOptions options = new LeanOptions(path, symbol, calendar);
        Set<LocalDate> dates = options.days().keySet();
        dates.forEach(date -> problems.guarded(() -> options.read(date, Long.MAX_VALUE)));
        if (!dates.isEmpty()) {
            kinds.add("lean options");
        }
        problems.guarded(() -> EndOfDayChains.read(path, symbol, FIRST, LAST))
                .filter(chains -> !chains.days().isEmpty())
                .ifPresent(chains -> kinds.add("lean end-of-day chains"));
        problems.guarded(() -> LeanFactors.read(path.resolve("equity/usa"), symbol, calendar));
    }

    private static List<Finding> csv(Path file, MarketCalendar calendar) {
        Problems problems = new Problems();
        Optional<History> history = problems.guarded(
                () -> CsvBars.read(file, RecordedHistory.symbolOf(file), calendar, FIRST, LAST, problems));
        if (history.isEmpty() || history.get().minutes().isEmpty()) {
            if (problems.lines().isEmpty()) {
                problems.accept(new HistoryException(file, "no bars in regular hours"));
            }
            BarSeries none = BarSeries.builder(BarSize.ONE_MINUTE).build();
            return List.of(
                    finding(file.toString(), none, calendar, List.of(), List.of(), size(file), problems.lines()));
        }
        List<Finding> findings = new ArrayList<>();
        List<String> left = problems.lines();
        for (Map.Entry<Symbol, BarSeries> one : history.get().minutes().entrySet()) {
            List<String> warnings = history.get().warnings();
            String symbol = one.getKey().value();
            findings.add(finding(symbol, one.getValue(), calendar, warnings, List.of("csv"), size(file), left));
            // A file's problems are told once, beside its first symbol.
            left = List.of();
        }
        return findings;
    }

    /** Everything in a symbol's folder; the minutes counted are those a backtest would play. */
    private static Finding days(Path folder, Symbol symbol, MarketCalendar calendar) {
        Problems problems = new Problems();
        List<String> kinds = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        Map<LocalDate, BarSeries> played = new TreeMap<>();
        Map<LocalDate, Path> toPlay = DayFiles.played(folder, symbol);
        long bytes = 0;
        for (DayFiles.Kind kind : DayFiles.Kind.values()) {
            Map<LocalDate, Path> files = DayFiles.days(folder, symbol, kind);
            if (!files.isEmpty()) {
                kinds.add(kind.name().toLowerCase(Locale.ROOT));
            }
            for (Map.Entry<LocalDate, Path> day : files.entrySet()) {
                bytes += size(day.getValue());
                problems.guarded(() -> DayFiles.bars(day.getValue(), symbol, calendar, day.getKey(), problems))
                        .filter(bars -> day.getValue().equals(toPlay.get(day.getKey())))
                        .ifPresent(bars -> played.put(day.getKey(), bars));
            }
        }
        Map<LocalDate, Path> archives = ChainArchive.days(folder, symbol);
        if (!archives.isEmpty()) {
            kinds.add("chain");
        }
        for (Map.Entry<LocalDate, Path> day : archives.entrySet()) {
            Path file = day.getValue();
            bytes += size(file);
            Optional<BarSeries> minutes = problems.guarded(() -> ChainArchive.minutes(file, symbol, day.getKey()));
            minutes.filter(bars -> file.equals(toPlay.get(day.getKey())))
                    .ifPresent(bars -> played.put(day.getKey(), bars));
            if (minutes.isPresent() && ChainArchive.isTorn(file)) {
                warnings.add(file + ": the last line is unfinished and does not count");
            }
        }
        BarSeries.Builder all = BarSeries.builder(BarSize.ONE_MINUTE);
        played.values().forEach(bars -> DayFiles.append(all, bars));
        return finding(symbol.value(), all.build(), calendar, warnings, kinds, bytes, problems.lines());
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new HistoryException(file, "cannot be read: " + e, e);
        }
    }

    private static Finding finding(
            String name,
            BarSeries bars,
            MarketCalendar calendar,
            List<String> warnings,
            List<String> kinds,
            long bytes,
            List<String> problems) {
        int sessions = 0;
        int minutes = 0;
        long closes = Long.MIN_VALUE;
        List<LocalDate> missing = new ArrayList<>();
        Optional<LocalDate> before = Optional.empty();
        for (int i = 0; i < bars.size(); i++) {
            if (bars.startEpochSecond(i) >= closes) {
                LocalDate date = calendar.tradingDate(bars.start(i));
                TradingSession session = calendar.session(date).orElseThrow();
                before.ifPresent(it -> missing.addAll(between(calendar, it, date)));
                before = Optional.of(date);
                closes = session.close().getEpochSecond();
                sessions++;
                minutes += (int) ((closes - session.open().getEpochSecond()) / 60);
            }
        }
        List<String> all = new ArrayList<>(warnings);
        if (!missing.isEmpty()) {
            all.add(name + ": no minutes on " + missing.size()
                    + (missing.size() == 1 ? " trading day: " : " trading days: ") + LeanFolder.shown(missing));
        }
        return new Finding(
                name,
                bars.size(),
                bars.isEmpty() ? Optional.empty() : Optional.of(bars.start(0)),
                bars.isEmpty() ? Optional.empty() : Optional.of(bars.start(bars.size() - 1)),
                sessions,
                minutes - bars.size(),
                all,
                kinds,
                bytes,
                missing,
                problems);
    }

    /** Sessions after one date and before another. */
    private static List<LocalDate> between(MarketCalendar calendar, LocalDate after, LocalDate before) {
        return after.plusDays(1)
                .datesUntil(before)
                .filter(calendar::isTradingDay)
                .toList();
    }

    /** Collects what is wrong. */
    private static final class Problems implements Consumer<HistoryException> {
        private static final int MOST = 100;
        private final List<String> lines = new ArrayList<>();
        private int more;

        @Override
        public void accept(HistoryException fault) {
            if (lines.size() < MOST) {
                lines.add(fault.getMessage());
            } else {
                more++;
            }
        }

        /** The result; absent when nothing could be read. */
        <T> Optional<T> guarded(Supplier<T> reading) {
            try {
                return Optional.of(reading.get());
            } catch (HistoryException e) {
                accept(e);
                return Optional.empty();
            }
        }

        List<String> lines() {
            List<String> all = new ArrayList<>(lines);
            if (more > 0) {
                all.add("and " + more + " more");
            }
            return all;
        }
    }
}
