package dev.ibkrbot.cli.command;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.cli.backtest.BacktestRequest;
import dev.ibkrbot.cli.bars.BarSources;
import dev.ibkrbot.cli.bars.DateSpan;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.stub.history.LeanFolder;
import dev.ibkrbot.stub.history.RecordedHistory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Converts a vendor's files to csv files. Confined to the main thread. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Convert recorded one-minute bars to csv files of regular hours, one for each symbol. Nothing is written"
                    + " unless everything can be believed."
        },
        footer = {
            "",
            "Examples:",
            "  bot data import --from-lean lean --out data/csv --symbols SPY,IBM --from 2013-10-04",
            "  bot data import --data vendor/all.csv --out data/csv"
        })
final class DataImportCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = {"--data", "--from-lean"},
            paramLabel = "PATH",
            required = true,
            description = "A folder in Lean's layout, a folder of csv files or one csv file.")
    private Path data = Path.of("");

    @Option(names = "--out", paramLabel = "FOLDER", required = true, description = "Where the files go.")
    private Path out = Path.of("");

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default: found out by looking.")
    private Optional<BacktestRequest.Format> format = Optional.empty();

    @Option(names = "--symbols", paramLabel = "LIST", description = "Such as SPY,IBM; default: all in the data.")
    private Optional<String> symbols = Optional.empty();

    @Option(names = "--from", paramLabel = "YYYY-MM-DD", description = "First date; default: all there are.")
    private Optional<LocalDate> from = Optional.empty();

    @Option(names = "--to", paramLabel = "YYYY-MM-DD", description = "Last date; default: all there are.")
    private Optional<LocalDate> to = Optional.empty();

    @Option(names = "--force", description = "Replace files that are there.")
    private boolean force;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        requireFormat();
        MarketCalendar calendar = MarketCalendar.nyse();
        DateSpan span =
                DateSpan.between(from.orElse(DateSpan.EVERYTHING.first()), to.orElse(DateSpan.EVERYTHING.last()));
        List<Symbol> wanted = symbols.map(BarSources::symbols).orElseGet(() -> RecordedHistory.symbols(data, calendar));
        if (wanted.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.DATA_MISSING_OR_CORRUPT,
                    "nothing was written",
                    data + " holds no symbol",
                    "name a Lean folder, a folder of SYMBOL.csv files or a csv file with --data");
        }
        List<String> warnings = new ArrayList<>();
        List<Path> files = BarSources.convert(data, out, calendar, wanted, span, force, warnings);
        return DataCommand.tell(common.terminal(spec), "data import", files, warnings);
    }

    private void requireFormat() {
        boolean lean = LeanFolder.isAt(data);
        boolean leanAsked =
                format.filter(it -> it == BacktestRequest.Format.LEAN).isPresent()
                        || spec.commandLine().getParseResult().originalArgs().contains("--from-lean");
        boolean csvAsked = format.filter(it -> it == BacktestRequest.Format.CSV).isPresent();
        if (lean && csvAsked || !lean && leanAsked) {
            throw new CommandFailure(
                    ExitCode.USAGE_OR_CONFIGURATION,
                    "nothing was written",
                    data + " is " + (lean ? "" : "not ") + "in Lean's layout",
                    "name the folder that contains equity/usa/minute for Lean, or leave the format out");
        }
    }
}
