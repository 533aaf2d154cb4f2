package dev.ibkrbot.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.cli.backtest.BacktestRequest;
import dev.ibkrbot.cli.bars.BarSources;
import dev.ibkrbot.cli.bars.Coverage;
import dev.ibkrbot.cli.bars.DateSpan;
import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes, converts and checks files of minute bars. Confined to the main thread. */
@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        description = "Generate, import or verify one-minute bars.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  bot data generate --out data/csv --symbols SPY,QQQ --days 20 --seed 7",
            "  bot data import --from-lean lean --out data/csv --symbols SPY",
            "  bot data verify data/csv",
            "",
            "Not built yet: download, record, list."
        },
        subcommands = {DataCommand.Generate.class, DataCommand.Import.class, DataCommand.Verify.class})
public final class DataCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandFailure(
                ExitCode.USAGE_OR_CONFIGURATION,
                "bot data needs to know what to do",
                "no subcommand was given",
                "say bot data generate, bot data import or bot data verify");
    }

    private static int tell(Terminal terminal, String command, List<Path> files, List<String> warnings) {
        if (terminal.json()) {
            Answer answer = Answer.of(command, ExitCode.OK);
            ArrayNode names = answer.root().putArray("files");
            files.forEach(file -> names.add(file.toString()));
            ArrayNode remarks = answer.root().putArray("warnings");
            warnings.forEach(remarks::add);
            answer.printTo(terminal.out());
        } else {
            warnings.forEach(terminal::warn);
            files.forEach(file -> terminal.sayPlain("wrote " + file));
        }
        return ExitCode.OK.number();
    }

    /** Writes generated bars as csv files. Confined to the main thread. */
    @Command(
            name = "generate",
            mixinStandardHelpOptions = true,
            description = {
                "Write generated one-minute bars, one csv file for each symbol. The same flags give the same bytes."
            },
            footer = {"", "Example:", "  bot data generate --out data/csv --symbols SPY --from 2026-11-02 --days 5"})
    static final class Generate implements Callable<Integer> {
        private static final int USUAL_DAYS = 10;

        @Mixin
        private CommonOptions common = new CommonOptions();

        @Option(names = "--out", paramLabel = "FOLDER", required = true, description = "Where the files go.")
        private Path out = Path.of("");

        @Option(
                names = "--symbols",
                paramLabel = "LIST",
                defaultValue = "SPY,QQQ",
                description = "Such as SPY,QQQ (default: ${DEFAULT-VALUE}).")
        private String symbols = "SPY,QQQ";

        @Option(
                names = "--from",
                paramLabel = "YYYY-MM-DD",
                defaultValue = "2026-11-02",
                description = "First date (default: ${DEFAULT-VALUE}).")
        private LocalDate from = LocalDate.of(2026, 11, 2);

        @Option(names = "--to", paramLabel = "YYYY-MM-DD", description = "Last date, instead of --days.")
        private Optional<LocalDate> to = Optional.empty();

        @Option(names = "--days", paramLabel = "N", description = "How many sessions (default: " + USUAL_DAYS + ").")
        private Optional<Integer> days = Optional.empty();

        @Option(
                names = "--seed",
                paramLabel = "N",
                defaultValue = "1",
                description = "Another seed, another market (default: ${DEFAULT-VALUE}).")
        private long seed = 1;

        @Option(names = "--force", description = "Replace files that are there.")
        private boolean force;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            MarketCalendar calendar = MarketCalendar.nyse();
            List<Symbol> wanted = BarSources.symbols(symbols);
            DateSpan span = DateSpan.of(calendar, from, to, days, USUAL_DAYS);
            List<Path> files = BarSources.generate(out, calendar, seed, wanted, span, force);
            return tell(common.terminal(spec), "data generate", files, List.of());
        }
    }

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
    static final class Import implements Callable<Integer> {
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
            List<Symbol> wanted =
                    symbols.map(BarSources::symbols).orElseGet(() -> RecordedHistory.symbols(data, calendar));
            if (wanted.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.DATA_MISSING_OR_CORRUPT,
                        "nothing was written",
                        data + " holds no symbol",
                        "name a Lean folder, a folder of SYMBOL.csv files or a csv file with --data");
            }
            List<String> warnings = new ArrayList<>();
            List<Path> files = BarSources.convert(data, out, calendar, wanted, span, force, warnings);
            return tell(common.terminal(spec), "data import", files, warnings);
        }

        private void requireFormat() {
            boolean lean = LeanFolder.isAt(data);
            boolean leanAsked = format.filter(it -> it == BacktestRequest.Format.LEAN)
                            .isPresent()
                    || spec.commandLine().getParseResult().originalArgs().contains("--from-lean");
            boolean csvAsked =
                    format.filter(it -> it == BacktestRequest.Format.CSV).isPresent();
            if (lean && csvAsked || !lean && leanAsked) {
                throw new CommandFailure(
                        ExitCode.USAGE_OR_CONFIGURATION,
                        "nothing was written",
                        data + " is " + (lean ? "" : "not ") + "in Lean's layout",
                        "name the folder that contains equity/usa/minute for Lean, or leave the format out");
            }
        }
    }

    /** Reads everything and says what is in it. Confined to the main thread. */
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = {
                "Read recorded bars in full and list what they cover, what is missing and what is wrong. Exit 9 when"
                        + " something is wrong."
            },
            footer = {"", "Example:", "  bot data verify data/csv --json"})
    static final class Verify implements Callable<Integer> {
        @Mixin
        private CommonOptions common = new CommonOptions();

        @Parameters(paramLabel = "PATH", description = "A Lean folder, a folder of csv files or one csv file.")
        private Path path = Path.of("");

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            Terminal terminal = common.terminal(spec);
            Coverage coverage = Coverage.of(path, MarketCalendar.nyse());
            List<String> problems = coverage.problems();
            if (problems.isEmpty()) {
                tell(terminal, coverage);
                return ExitCode.OK.number();
            }
            CommandFailure failure = new CommandFailure(
                    ExitCode.DATA_MISSING_OR_CORRUPT,
                    "the market data has " + problems.size() + (problems.size() == 1 ? " problem" : " problems"),
                    String.join("\n       ", problems),
                    "correct or replace the files named, then verify again");
            if (terminal.json()) {
                Answer answer = Answer.failed("data verify", failure);
                coverage.addTo(answer.root());
                answer.printTo(terminal.out());
            } else {
                terminal.say(coverage.table());
                coverage.warnings().forEach(terminal::warn);
                terminal.tell("data verify", failure);
            }
            return failure.exitCode().number();
        }

        private static void tell(Terminal terminal, Coverage coverage) {
            if (terminal.json()) {
                Answer answer = Answer.of("data verify", ExitCode.OK);
                coverage.addTo(answer.root());
                answer.printTo(terminal.out());
                return;
            }
            terminal.say(coverage.table());
            coverage.warnings().forEach(terminal::warn);
        }
    }
}
