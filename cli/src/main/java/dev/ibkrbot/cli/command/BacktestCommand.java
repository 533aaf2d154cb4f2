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
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private BacktestOptions options = new BacktestOptions();

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
        List<FlagValue> own = report.map(it -> List.of(new FlagValue("--report", "report.file", it.toString())))
                .orElse(List.of());
        EffectiveConfig effective = options.configuration(common, terminal, own);
        BacktestRequest request = options.request();
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
