package dev.ibkrbot.cli.command;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.cli.backtest.BacktestRequest;
import dev.ibkrbot.cli.backtest.OutcomeAnswer;
import dev.ibkrbot.cli.backtest.OutcomeSummary;
import dev.ibkrbot.cli.backtest.RunReport;
import dev.ibkrbot.cli.backtest.SimulationOutcome;
import dev.ibkrbot.cli.backtest.SimulationPlan;
import dev.ibkrbot.cli.backtest.SimulationRun;
import dev.ibkrbot.cli.config.ConfigSources.FlagValue;
import dev.ibkrbot.cli.config.EffectiveConfig;
import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import dev.ibkrbot.cli.wiring.Pace;
import dev.ibkrbot.cli.wiring.RunFolder;
import dev.ibkrbot.cli.wiring.StateFolder;
import dev.ibkrbot.cli.wiring.SystemTime;
import dev.ibkrbot.execution.engine.EngineListener;
import dev.ibkrbot.strategy.plan.TradedInstrument;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the bot over recorded bars with the same engine as a live day. Confined to the main thread. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        description = "Run the bot over recorded one-minute bars, with the same engine as a live day.",
        footer = {
            "",
            "Examples:",
            "  bot backtest --data lean --symbols SPY,IBM --from 2013-10-04 --to 2013-10-11 --options model",
            "  bot backtest --data SPY.csv --instrument underlying --param risk.take_profit_pct=0.003",
            "",
            "DATA is a folder in Lean's layout, a folder of csv files named after their symbols, or one csv file with",
            "the columns timestamp,open,high,low,close,volume. Not built yet: --options recorded."
        })
public final class BacktestCommand implements Callable<Integer> {
    /** Where the prices of options come from. Immutable. */
    enum OptionPrices {
        RECORDED,
        MODEL
    }

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--data", paramLabel = "PATH", required = true, description = "Recorded bars; repeatable.")
    private List<Path> data = new ArrayList<>();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default: found out by looking.")
    private Optional<BacktestRequest.Format> format = Optional.empty();

    @Option(names = "--symbols", paramLabel = "LIST", description = "Such as SPY,IBM; default: all in the data.")
    private Optional<String> symbols = Optional.empty();

    @Option(names = "--from", paramLabel = "YYYY-MM-DD", description = "First date; default: where the data begins.")
    private Optional<LocalDate> from = Optional.empty();

    @Option(names = "--to", paramLabel = "YYYY-MM-DD", description = "Last date; default: where the data ends.")
    private Optional<LocalDate> to = Optional.empty();

    @Option(names = "--strategy", paramLabel = "NAME", description = "scalp or whale.")
    private Optional<String> strategy = Optional.empty();

    @Option(names = "--param", paramLabel = "KEY=VALUE", description = "Any configuration key; repeatable.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--interval", paramLabel = "SECONDS", description = "Between decisions; 60 decides on every bar.")
    private Optional<String> interval = Optional.empty();

    @Option(names = "--capital", paramLabel = "DOLLARS", description = "What the account starts with.")
    private Optional<String> capital = Optional.empty();

    @Option(names = "--fill", paramLabel = "MODEL", description = "mid, cross or a fraction of the half spread.")
    private Optional<String> fill = Optional.empty();

    @Option(
            names = "--instrument",
            defaultValue = "option",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private TradedInstrument instrument = TradedInstrument.OPTION;

    @Option(names = "--options", defaultValue = "model", description = "Option prices: model. Not built yet: recorded.")
    private OptionPrices optionPrices = OptionPrices.MODEL;

    @Option(names = "--seed", paramLabel = "N", description = "Kept in the report; recorded bars draw no numbers.")
    private Optional<String> seed = Optional.empty();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Where the HTML report goes; default: beside the journal.")
    private Optional<Path> report = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Terminal terminal = common.terminal(spec);
        EffectiveConfig effective = configuration(terminal);
        if (optionPrices == OptionPrices.RECORDED) {
            throw new CommandFailure(
                    ExitCode.USAGE_OR_CONFIGURATION,
                    "recorded option quotes cannot be used yet",
                    "--options recorded is not built yet",
                    "use --options model, which is labelled as modelled in every output");
        }
        BacktestRequest request =
                new BacktestRequest(data, format, symbols.map(BacktestCommand::split), from, to, instrument);
        effective.config().report().file().ifPresent(RunReport::requirePlace);
        SimulationPlan plan = request.load(MarketCalendar.nyse(), effective);
        StateFolder state = StateFolder.writable(effective.config().journal().stateDir());
        RunFolder folder = state.newRun("backtest", SystemTime.CLOCK.instant());
        SimulationOutcome outcome = SimulationRun.of(plan).run(folder.journal(), Pace.UNLIMITED, EngineListener.NONE);
        Path page = effective.config().report().file().orElse(folder.report());
        state.pointTo(folder);
        RunReport.write(page, plan, outcome);
        tell(terminal, outcome, folder, page);
        return ExitCode.OK.number();
    }

    private EffectiveConfig configuration(Terminal terminal) {
        List<FlagValue> flags = new ArrayList<>();
        strategy.ifPresent(it -> flags.add(new FlagValue("--strategy", "strategy.name", it)));
        interval.ifPresent(it -> flags.add(new FlagValue("--interval", "schedule.interval_seconds", it)));
        capital.ifPresent(it -> flags.add(new FlagValue("--capital", "sim.capital", it)));
        fill.ifPresent(it -> flags.add(new FlagValue("--fill", "sim.fill_model", it)));
        seed.ifPresent(it -> flags.add(new FlagValue("--seed", "sim.seed", it)));
        report.ifPresent(it -> flags.add(new FlagValue("--report", "report.file", it.toString())));
        parameters.forEach((key, value) -> flags.add(new FlagValue("--param " + key, key, value)));
        try {
            return common.configuration(flags, terminal);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.USAGE_OR_CONFIGURATION,
                    "a parameter could not be understood",
                    CommandErrors.oneLine(e.getMessage()),
                    "bot config show lists every key",
                    e);
        }
    }

    private static List<String> split(String list) {
        return List.of(list.split(",", -1));
    }

    private static void tell(Terminal terminal, SimulationOutcome outcome, RunFolder folder, Path page) {
        if (terminal.json()) {
            Answer answer = Answer.of("backtest", ExitCode.OK);
            OutcomeAnswer.addTo(answer.root(), outcome);
            answer.root().put("journal", folder.journal().toString()).put("report", page.toString());
            answer.printTo(terminal.out());
            return;
        }
        OutcomeSummary.lines(outcome).forEach(terminal::sayPlain);
        terminal.sayPlain("journal  " + folder.journal());
        terminal.sayPlain("report   " + page);
    }
}
