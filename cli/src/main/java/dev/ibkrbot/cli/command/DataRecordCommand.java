package dev.ibkrbot.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.cli.bars.BarFiles;
import dev.ibkrbot.cli.bars.BarSources;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.gateway.MarketFailures;
import dev.ibkrbot.cli.gateway.MarketSession;
import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import dev.ibkrbot.cli.recording.ChainRecording;
import dev.ibkrbot.cli.recording.Recorded;
import dev.ibkrbot.cli.recording.RecordingPlan;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Records live option chains. Confined to the main thread. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description = {
            "Record underlyings and the options near their money from IB Gateway or TWS, in regular hours, one archive for each"
                    + " symbol and day. It sends no order and can be killed at any time: what is recorded stays readable, and"
                    + " the same command goes on with the day's archive."
        },
        footer = {
            "",
            "A quote keeps what the feed said of it (live, delayed, frozen); a side that is not quoted is left empty.",
            "The format is described in docs/recording-format.md.",
            "",
            "Examples:",
            "  bot data record --symbols SPY --out data/ibkr --port 4002",
            "  bot data record --symbols SPY,QQQ --every 30 --expirations 4 --strikes 20 --sessions 1 --out data/ibkr"
        })
final class DataRecordCommand implements Callable<Integer> {
    private static final BigDecimal MEGABYTE = BigDecimal.valueOf(1_000_000);
    private static final String NOTHING = "nothing was recorded";

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Option(names = "--symbols", paramLabel = "LIST", description = "Such as SPY,QQQ; default: the configured symbols.")
    private Optional<String> symbols = Optional.empty();

    @Option(names = "--out", paramLabel = "FOLDER", required = true, description = "Where the archives go.")
    private Path out = Path.of("");

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "From one look to the next (default: ${DEFAULT-VALUE}).")
    private int every = 60;

    @Option(
            names = "--expirations",
            paramLabel = "N",
            defaultValue = "2",
            description = "How many of the next ones (default: ${DEFAULT-VALUE}).")
    private int expirations = 2;

    @Option(
            names = "--strikes",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many nearest to the money, calls and puts (default: ${DEFAULT-VALUE}).")
    private int strikes = 10;

    @Option(
            names = "--lines",
            paramLabel = "N",
            defaultValue = "90",
            description =
                    "Market data lines to use at a time; an account has 100 as a rule (default: ${DEFAULT-VALUE}).")
    private int lines = 90;

    @Option(
            names = "--max-mb",
            paramLabel = "N",
            defaultValue = "500",
            description = "Largest archive of a day in megabytes (default: ${DEFAULT-VALUE}).")
    private BigDecimal megabytes = BigDecimal.valueOf(500);

    @Option(
            names = "--sessions",
            paramLabel = "N",
            defaultValue = "0",
            description = "End after so many sessions; 0 goes on until it is stopped (default: ${DEFAULT-VALUE}).")
    private int sessions = 0;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Terminal terminal = common.terminal(spec);
        BotConfig config =
                common.configuration(gateway.asking("data record"), terminal).config();
        RecordingPlan plan = plan(BarSources.symbols(symbols.orElseGet(() -> String.join(",", config.symbols()))));
        List<Recorded> all = new ArrayList<>();
        try (ProgressLine progress = new ProgressLine(spec, terminal.json());
                MarketSession market = MarketSession.open(gateway.of(config), lines)) {
            BarFiles.requireWritable(out);
            Consumer<String> remarks = line -> {
                progress.clear();
                terminal.warn(line);
            };
            terminal.sayPlain("recording "
                    + plan.symbols().stream().map(Symbol::value).collect(Collectors.joining(", ")) + " every " + every
                    + " s of regular hours into " + out + "; Ctrl-C ends it, what is recorded stays");
            new ChainRecording(market, plan, MarketCalendar.nyse(), progress::show, remarks).run(recorded -> {
                progress.clear();
                all.add(recorded);
                terminal.sayPlain(line(recorded));
            });
        } catch (BrokerException e) {
            throw MarketFailures.of(e, all.isEmpty() ? NOTHING : "the recording ended early");
        }
        if (terminal.json()) {
            tell(terminal, all);
        }
        return ExitCode.OK.number();
    }

    private RecordingPlan plan(List<Symbol> wanted) {
        try {
            return new RecordingPlan(
                    out,
                    wanted,
                    Duration.ofSeconds(every),
                    expirations,
                    strikes,
                    lines,
                    megabytes.multiply(MEGABYTE).longValueExact(),
                    sessions);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CommandFailure(
                    ExitCode.USAGE_OR_CONFIGURATION, NOTHING, e.getMessage(), "see bot data record --help", e);
        }
    }

    private static String line(Recorded it) {
        return it.date() + " " + it.symbol() + "  " + it.sweeps() + " sweeps  " + it.quotes() + " option quotes  "
                + it.unanswered() + " unanswered  " + it.minutes() + " minutes  " + it.file();
    }

    private static void tell(Terminal terminal, List<Recorded> all) {
        Answer answer = Answer.of("data record", ExitCode.OK);
        ArrayNode days = answer.root().putArray("archives");
        for (Recorded it : all) {
            days.addObject()
                    .put("symbol", it.symbol().value())
                    .put("date", it.date().toString())
                    .put("file", it.file().toString())
                    .put("sweeps", it.sweeps())
                    .put("quotes", it.quotes())
                    .put("unanswered", it.unanswered())
                    .put("minutes", it.minutes())
                    .put("bytes", it.bytes());
        }
        answer.printTo(terminal.out());
    }
}
