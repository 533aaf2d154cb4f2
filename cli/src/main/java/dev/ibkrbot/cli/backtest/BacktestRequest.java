package dev.ibkrbot.cli.backtest;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.cli.config.EffectiveConfig;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.execution.engine.CycleRecording;
import dev.ibkrbot.strategy.plan.TradedInstrument;
import dev.ibkrbot.stub.history.BarMarket;
import dev.ibkrbot.stub.history.History;
import dev.ibkrbot.stub.history.IndexHistory;
import dev.ibkrbot.stub.history.LeanFolder;
import dev.ibkrbot.stub.history.OptionRecords;
import dev.ibkrbot.stub.history.RecordedHistory;
import dev.ibkrbot.stub.history.VolatilityIndex;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What recorded bars are to be traded. Immutable.
 *
 * @param data folders or files, at least one; a symbol is taken from the first that has it
 * @param format that all of them must have; absent for whatever they are
 * @param symbols texts as the user gave them; absent for all there are
 * @param from first date, inclusive; absent for the first there is
 * @param to last date, inclusive; absent for the last there is
 * @param instrument options, or the underlying itself
 * @param optionPrices where the prices of options come from
 * @param vix file of the volatility index; absent for what the data has of it
 */
public record BacktestRequest(
        List<Path> data,
        Optional<Format> format,
        Optional<List<String>> symbols,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        TradedInstrument instrument,
        OptionPrices optionPrices,
        Optional<Path> vix) {
    private static final LocalDate EARLIEST = LocalDate.of(1998, 3, 1);
    private static final LocalDate LATEST = LocalDate.of(2035, 12, 31);

    /** Where the prices of options come from. Immutable. */
    public enum OptionPrices {
        RECORDED,
        MODEL
    }

    /** How recorded bars are laid out. Immutable. */
    public enum Format {
        CSV,
        LEAN
    }

    /**
     * Reads the bars and prepares the run. Nothing is written. A
     * {@link dev.ibkrbot.stub.history.HistoryException} names file, line and fault of bars that cannot be used.
     */
    public SimulationPlan load(MarketCalendar calendar, EffectiveConfig effective) {
        return load(calendar, effective, Optional.empty());
    }

    /** As above; with a moment, only with the bars that had begun before it. */
    public SimulationPlan load(MarketCalendar calendar, EffectiveConfig effective, Optional<Instant> knownAt) {
        requireFormat();
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            throw refused("--from " + from.get() + " is after --to " + to.get(), "give the earlier date first");
        }
        LocalDate first = from.orElse(EARLIEST);
        LocalDate last = to.orElse(LATEST);
        if (first.isBefore(EARLIEST) || last.isAfter(LATEST)) {
            throw refused(
                    first + " to " + last + " leaves what the calendar covers",
                    "stay within " + EARLIEST + " to " + LATEST);
        }
        List<Symbol> named = symbols.map(BacktestRequest::parsed).orElseGet(() -> found(calendar));
        List<Symbol> leftOut = symbols.isPresent() ? List.of() : without(named, calendar, first, last);
        List<Symbol> wanted =
                named.stream().filter(symbol -> !leftOut.contains(symbol)).toList();
        History whole = history(calendar, wanted, first, last).plus(index(calendar, first, last));
        History history = knownAt.map(whole::before).orElse(whole);
        LocalDate begin = from.isPresent() ? first : firstDate(history, calendar);
        List<String> warnings = new ArrayList<>(warnings(history, leftOut, first, last));
        warnings.addAll(IndexHistory.gaps(history, calendar, begin));
        BarMarket market;
        if (instrument == TradedInstrument.UNDERLYING) {
            market = history.market(calendar, begin);
        } else if (optionPrices == OptionPrices.MODEL) {
            market = history.marketWithModelledOptions(calendar, begin);
        } else {
            OptionRecords records =
                    OptionRecords.find(data, wanted, calendar, begin, last, knownAt.orElse(Instant.MAX));
            warnings.addAll(records.warnings());
            market = history.marketWithRecordedOptions(calendar, begin, records);
        }
        return new SimulationPlan(
                SimulationRun.BACKTEST,
                effective.config(),
                wanted,
                market,
                instrument,
                CycleRecording.COUNTED,
                OptionalLong.empty(),
                warnings);
    }

    /** Of the symbols there are, those without any minutes within the dates; none when it is all of them. */
    private List<Symbol> without(List<Symbol> all, MarketCalendar calendar, LocalDate first, LocalDate last) {
        List<Symbol> empty = all.stream()
                .filter(symbol ->
                        data.stream().noneMatch(path -> RecordedHistory.mayHold(path, symbol, calendar, first, last)))
                .toList();
        return empty.size() == all.size() ? List.of() : empty;
    }

    private static List<String> warnings(History history, List<Symbol> leftOut, LocalDate first, LocalDate last) {
        List<String> all = new ArrayList<>(history.warnings());
        leftOut.forEach(symbol -> all.add(symbol + ": left out, no minutes from " + first + " to " + last));
        return all;
    }

    private void requireFormat() {
        for (Path path : data) {
            boolean lean = LeanFolder.isAt(path);
            if (format.isPresent() && lean != (format.get() == Format.LEAN)) {
                throw refused(
                        path + " is " + (lean ? "" : "not ") + "in Lean's layout, which --format says otherwise",
                        "leave --format out, or name the right folder");
            }
        }
    }

    private static List<Symbol> parsed(List<String> texts) {
        List<Symbol> symbols = new ArrayList<>();
        for (String text : texts) {
            try {
                Symbol symbol = new Symbol(text.strip());
                if (symbol.equals(VolatilityIndex.SYMBOL)) {
                    throw refused(
                            "--symbols: " + symbol + " is an index, which is quoted and not traded",
                            "leave it out; the data's " + symbol + " is used for quotes");
                }
                if (!symbols.contains(symbol)) {
                    symbols.add(symbol);
                }
            } catch (IllegalArgumentException e) {
                throw refused("--symbols: " + e.getMessage(), "write symbols in capitals, such as SPY,IBM");
            }
        }
        return symbols;
    }

    private List<Symbol> found(MarketCalendar calendar) {
        List<Symbol> all = data.stream()
                .flatMap(path -> RecordedHistory.symbols(path, calendar).stream())
                .filter(symbol -> !symbol.equals(VolatilityIndex.SYMBOL))
                .distinct()
                .sorted()
                .toList();
        if (all.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.DATA_MISSING_OR_CORRUPT,
                    "there are no bars to trade",
                    data + " holds no symbol",
                    "name a Lean folder, a folder of SYMBOL.csv files or a csv file with --data");
        }
        return all;
    }

    private History history(MarketCalendar calendar, List<Symbol> wanted, LocalDate first, LocalDate last) {
        if (data.size() == 1) {
            return RecordedHistory.load(data.get(0), wanted, calendar, first, last);
        }
        List<Symbol> left = new ArrayList<>(wanted);
        Optional<History> all = Optional.empty();
        for (Path path : data) {
            List<Symbol> here = new ArrayList<>(left);
            here.retainAll(RecordedHistory.symbols(path, calendar));
            if (!here.isEmpty()) {
                History part = RecordedHistory.load(path, here, calendar, first, last);
                all = Optional.of(all.map(it -> it.plus(part)).orElse(part));
                left.removeAll(here);
            }
        }
        if (!left.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.DATA_MISSING_OR_CORRUPT,
                    "the market data cannot be used",
                    "unknown symbol " + left.get(0) + ": none of " + data + " has it",
                    "add the folder that has it with --data");
        }
        return all.orElseThrow();
    }

    /** The volatility index alone, from its file or the first of the data that has it. */
    private History index(MarketCalendar calendar, LocalDate first, LocalDate last) {
        if (vix.isPresent()) {
            return IndexHistory.read(vix.get(), calendar, first, last);
        }
        History found = IndexHistory.find(data.get(0), calendar, first, last);
        for (int i = 1; i < data.size() && found.indices().isEmpty(); i++) {
            found = IndexHistory.find(data.get(i), calendar, first, last);
        }
        return found;
    }

    private static LocalDate firstDate(History history, MarketCalendar calendar) {
        return history.minutes().values().stream()
                .filter(bars -> !bars.isEmpty())
                .map(BacktestRequest::firstStart)
                .map(calendar::tradingDate)
                .min(LocalDate::compareTo)
                .orElseThrow();
    }

    private static Instant firstStart(BarSeries bars) {
        return bars.start(0);
    }

    private static CommandFailure refused(String why, String fix) {
        return new CommandFailure(ExitCode.USAGE_OR_CONFIGURATION, "nothing was run", why, fix);
    }
}
