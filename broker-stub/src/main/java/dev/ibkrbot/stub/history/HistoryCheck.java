package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads recorded data only to say what is in it and what is wrong with it. Stateless. */
public final class HistoryCheck {
    private static final LocalDate FIRST = LocalDate.of(1998, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2035, 12, 31);

    private HistoryCheck() {}

    /**
     * What one symbol's or one file's data holds. Immutable.
     *
     * @param name the symbol; with its date, or the file, where that cannot be read
     * @param bars minutes of regular hours
     * @param first start of the first; absent without bars
     * @param last start of the last; absent without bars
     * @param sessions trading days with at least one bar
     * @param missingMinutes minutes of these sessions without a bar
     * @param warnings what was left out or is missing, one line each
     * @param problem why it cannot be used, one line; absent when it can
     */
    public record Finding(
            String name,
            int bars,
            Optional<Instant> first,
            Optional<Instant> last,
            int sessions,
            int missingMinutes,
            List<String> warnings,
            Optional<String> problem) {
        public Finding {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Checks a csv file, every csv file of a folder, or every symbol of a folder in Lean's layout. Each file is read up to
     * its first problem. A path with nothing to check is a {@link HistoryException}.
     */
    public static List<Finding> check(Path path, MarketCalendar calendar) {
        List<Finding> findings = new ArrayList<>();
        if (LeanFolder.isAt(path)) {
            LeanFolder lean = new LeanFolder(path, calendar);
            for (Symbol symbol : lean.symbols()) {
                findings.addAll(lean(lean, symbol, calendar));
            }
        } else if (Files.isDirectory(path)) {
            for (Path file : RecordedHistory.csvFiles(path)) {
                findings.addAll(csv(file, calendar));
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

    /** The symbol as a whole, or each of its days that cannot be used. */
    private static List<Finding> lean(LeanFolder lean, Symbol symbol, MarketCalendar calendar) {
        List<Finding> whole =
                findings(symbol.value(), calendar, () -> lean.read(symbol, FIRST, LAST.plusDays(1), LAST));
        if (whole.get(0).problem().isEmpty()) {
            return whole;
        }
        List<Finding> broken = new ArrayList<>();
        for (LocalDate date : lean.dates(symbol)) {
            try {
                lean.read(symbol, date, date, date);
            } catch (HistoryException e) {
                broken.add(broken(symbol + " " + date, e.getMessage()));
            }
        }
        return broken.isEmpty() ? whole : broken;
    }

    private static List<Finding> csv(Path file, MarketCalendar calendar) {
        return findings(
                file.toString(),
                calendar,
                () -> CsvBars.read(file, RecordedHistory.symbolOf(file), calendar, FIRST, LAST));
    }

    private static List<Finding> findings(String name, MarketCalendar calendar, Supplier<History> read) {
        History history;
        try {
            history = read.get();
        } catch (HistoryException e) {
            return List.of(broken(name, e.getMessage()));
        }
        if (history.minutes().isEmpty()) {
            return List.of(broken(name, name + ": no bars in regular hours"));
        }
        List<Finding> findings = new ArrayList<>();
        history.minutes().forEach((symbol, bars) -> findings.add(finding(symbol, bars, calendar, history.warnings())));
        return findings;
    }

    private static Finding broken(String name, String problem) {
        return new Finding(name, 0, Optional.empty(), Optional.empty(), 0, 0, List.of(), Optional.of(problem));
    }

    private static Finding finding(Symbol symbol, BarSeries bars, MarketCalendar calendar, List<String> warnings) {
        int sessions = 0;
        int minutes = 0;
        long closes = Long.MIN_VALUE;
        for (int i = 0; i < bars.size(); i++) {
            if (bars.startEpochSecond(i) >= closes) {
                TradingSession session =
                        calendar.session(calendar.tradingDate(bars.start(i))).orElseThrow();
                closes = session.close().getEpochSecond();
                sessions++;
                minutes += (int) ((closes - session.open().getEpochSecond()) / 60);
            }
        }
        return new Finding(
                symbol.value(),
                bars.size(),
                Optional.of(bars.start(0)),
                Optional.of(bars.start(bars.size() - 1)),
                sessions,
                minutes - bars.size(),
                warnings,
                Optional.empty());
    }
}
