package dev.ibkrbot.cli.bars;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.stub.history.CsvBars;
import dev.ibkrbot.stub.history.GeneratedHistory;
import dev.ibkrbot.stub.history.History;
import dev.ibkrbot.stub.history.RecordedHistory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the project's csv files come from: the generator, or a vendor's files. Stateless. */
public final class BarSources {
    private BarSources() {}

    /** One csv file for each symbol with the generated sessions of these dates, both inclusive. */
    public static List<Path> generate(
            Path folder, MarketCalendar calendar, long seed, List<Symbol> symbols, DateSpan span, boolean force) {
        return BarFiles.write(
                folder,
                names(symbols),
                force,
                draft -> GeneratedHistory.write(draft, calendar, seed, symbols, span.first(), span.last()));
    }

    /**
     * One csv file for each symbol with its recorded minutes of regular hours between these dates, both inclusive. A
     * {@link dev.ibkrbot.stub.history.HistoryException} names file, line and fault of what cannot be believed.
     *
     * @param warnings where what was left out or is missing is told
     */
    public static List<Path> convert(
            Path source,
            Path folder,
            MarketCalendar calendar,
            List<Symbol> symbols,
            DateSpan span,
            boolean force,
            List<String> warnings) {
        long from = span.first().atStartOfDay(calendar.zone()).toEpochSecond();
        return BarFiles.write(folder, names(symbols), force, draft -> {
            for (Symbol symbol : symbols) {
                History history = RecordedHistory.load(source, List.of(symbol), calendar, span.first(), span.last());
                BarSeries bars = history.minutes().get(symbol);
                BarSeries wanted = bars.slice(bars.firstStartingAt(from), bars.size());
                CsvBars.write(draft.resolve(name(symbol)), symbol, wanted);
                warnings.addAll(history.warnings());
            }
        });
    }

    /** The symbols in a list such as SPY,IBM, each once; a failure that names the one that cannot be. */
    public static List<Symbol> symbols(String list) {
        List<Symbol> symbols = new ArrayList<>();
        for (String text : list.split(",", -1)) {
            try {
                Symbol symbol = new Symbol(text.strip());
                if (!symbols.contains(symbol)) {
                    symbols.add(symbol);
                }
            } catch (IllegalArgumentException e) {
                throw new CommandFailure(
                        ExitCode.USAGE_OR_CONFIGURATION,
                        "nothing was written",
                        "--symbols: " + e.getMessage(),
                        "write symbols in capitals, such as SPY,IBM",
                        e);
            }
        }
        return symbols;
    }

    private static List<String> names(List<Symbol> symbols) {
        return symbols.stream().map(BarSources::name).toList();
    }

    private static String name(Symbol symbol) {
        return symbol.value() + ".csv";
    }
}
