package dev.ibkrbot.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.cli.backtest.BacktestRequest;
import dev.ibkrbot.cli.backtest.FillComparison;
import dev.ibkrbot.cli.backtest.OutcomeAnswer;
import dev.ibkrbot.cli.backtest.OutcomeSummary;
import dev.ibkrbot.cli.backtest.RunReport;
import dev.ibkrbot.cli.backtest.SimulationOutcome;
import dev.ibkrbot.cli.backtest.SimulationPlan;
import dev.ibkrbot.cli.backtest.SimulationRun;
import dev.ibkrbot.cli.config.ConfigSources.FlagValue;
import dev.ibkrbot.cli.config.EffectiveConfig;
import dev.ibkrbot.cli.gameplan.DayPlan;
import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import dev.ibkrbot.cli.trust.Doubts;
import dev.ibkrbot.cli.trust.Luck;
import dev.ibkrbot.cli.trust.Manifest;
import dev.ibkrbot.cli.wiring.Pace;
import dev.ibkrbot.cli.wiring.RunFolder;
import dev.ibkrbot.cli.wiring.StateFolder;
import dev.ibkrbot.cli.wiring.SystemTime;
import dev.ibkrbot.execution.engine.EngineListener;
import dev.ibkrbot.stub.history.VolatilityIndex;
import java.nio.file.Path;
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
            "  bot backtest --data lean --symbols GOOG --from 2015-12-23 --to 2015-12-24 --options recorded",
            "      --param options.min_volume=0 --param options.max_spread_pct=20",
            "  bot backtest --data SPY.csv --instrument underlying --param risk.take_profit_pct=0.003",
            "",
            "DATA is a folder in Lean's layout, a folder of csv files named after their symbols, or one csv file with",
            "the columns timestamp,open,high,low,close,volume. Recorded options are minute quotes in Lean's layout or",
            "archives of bot data record; modelled ones follow from the underlying. Every output says which they were."
        })
public final class BacktestCommand implements Callable<Integer> {
    /** In a manifest: that fills were compared, which the report tells. */
    private static final String COMPARED = "compare_fills";

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private BacktestOptions options = new BacktestOptions();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Where the HTML report goes; default: beside the journal.")
    private Optional<Path> report = Optional.empty();

    @Option(
            names = "--compare-fills",
            description = "Also at the middle of the quote, at three quarters and across the whole spread.")
    private boolean compareFills;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--verify",
            paramLabel = "MANIFEST",
            description = "Run what this manifest describes, and compare; takes no other option of a run.")
    private Optional<Path> verify = Optional.empty();

    @Override
    public Integer call() {
        Terminal terminal = common.terminal(spec);
        if (verify.isPresent()) {
            return verified(terminal, Manifest.read(verify.get()));
        }
        List<FlagValue> own = report.map(it -> List.of(new FlagValue("--report", "report.file", it.toString())))
                .orElse(List.of());
        EffectiveConfig effective = options.configuration(common, terminal, own);
        Finished run = run(options, effective, compareFills);
        Manifest manifest = manifest(options, effective, run);
        manifest.write(run.folder().manifest());
        tell(terminal, run);
        return ExitCode.OK.number();
    }

    /** A run and where its files are. */
    private record Finished(
            SimulationPlan plan, SimulationOutcome outcome, FillComparison fills, RunFolder folder, Path page) {}

    private static Finished run(BacktestOptions options, EffectiveConfig effective, boolean compareFills) {
        BacktestRequest request = options.request();
        effective.config().report().file().ifPresent(RunReport::requirePlace);
        SimulationPlan plan = request.load(MarketCalendar.nyse(), effective);
        StateFolder state = StateFolder.writable(effective.config().journal().stateDir());
        RunFolder folder = state.newRun("backtest", SystemTime.CLOCK.instant());
        SimulationOutcome bare = SimulationRun.of(plan).run(folder.journal(), Pace.UNLIMITED, EngineListener.NONE);
        int parameters = DayPlan.freeParameters(effective.config());
        SimulationOutcome outcome = bare.withWarnings(Doubts.of(bare, parameters));
        Path page = effective.config().report().file().orElse(folder.report());
        state.pointTo(folder);
        FillComparison fills = compareFills ? FillComparison.of(request, effective, outcome) : FillComparison.none();
        RunReport.write(page, plan, outcome, fills);
        return new Finished(plan, outcome, fills, folder, page);
    }

    private static Manifest manifest(BacktestOptions options, EffectiveConfig effective, Finished run) {
        Map<String, String> request = new LinkedHashMap<>(options.texts());
        if (!run.fills().rows().isEmpty()) {
            request.put(COMPARED, "true");
        }
        List<Symbol> told = new ArrayList<>(run.plan().symbols());
        told.add(VolatilityIndex.SYMBOL);
        return Manifest.of(
                VersionText.version(),
                request,
                effective,
                options.data(),
                told,
                run.outcome().journalHash(),
                run.page());
    }

    private int verified(Terminal terminal, Manifest expected) {
        BacktestOptions wanted = BacktestOptions.of(expected.request());
        EffectiveConfig effective = common.configuration(expected.flags(), terminal);
        Finished run = run(wanted, effective, expected.request().containsKey(COMPARED));
        Manifest actual = manifest(wanted, effective, run);
        List<String> differences = new ArrayList<>();
        if (!actual.data().equals(expected.data())) {
            differences.add("the data: " + expected.data() + " then, " + actual.data() + " now");
        }
        if (!actual.journalHash().equals(expected.journalHash())) {
            differences.add("the journal: " + expected.journalHash() + " then, " + actual.journalHash() + " now");
        }
        if (!actual.reportSha256().equals(expected.reportSha256())) {
            differences.add("the report: " + expected.reportSha256() + " then, " + actual.reportSha256() + " now");
        }
        if (!differences.isEmpty()) {
            boolean otherVersion = !actual.version().equals(expected.version());
            throw new CommandFailure(
                    ExitCode.DATA_MISSING_OR_CORRUPT,
                    "the backtest came out otherwise",
                    String.join("; ", differences),
                    otherVersion
                            ? "use version " + expected.version() + ", this is " + actual.version()
                            : "use the data it was made with");
        }
        if (terminal.json()) {
            Answer answer = Answer.of("backtest", ExitCode.OK);
            answer.root().put("verified", true).put("journalHash", actual.journalHash());
            answer.root().put("reportSha256", actual.reportSha256());
            answer.printTo(terminal.out());
        } else {
            terminal.sayPlain("the same bytes: journal " + actual.journalHash() + ", report " + actual.reportSha256());
        }
        return ExitCode.OK.number();
    }

    private static void tell(Terminal terminal, Finished run) {
        if (terminal.json()) {
            Answer answer = Answer.of("backtest", ExitCode.OK);
            OutcomeAnswer.addTo(answer.root(), run.outcome());
            answer.root().put("options", run.plan().optionPrices());
            addFills(answer.root().putArray("fills"), run.fills());
            addLuck(answer.root().putObject("luck"), Doubts.luck(run.outcome()));
            answer.root()
                    .put("journal", run.folder().journal().toString())
                    .put("report", run.page().toString())
                    .put("manifest", run.folder().manifest().toString());
            answer.printTo(terminal.out());
            return;
        }
        OutcomeSummary.lines(run.outcome()).forEach(terminal::sayPlain);
        run.fills().lines().forEach(terminal::sayPlain);
        terminal.sayPlain("options  " + run.plan().optionPrices());
        terminal.sayPlain("journal  " + run.folder().journal());
        terminal.sayPlain("report   " + run.page());
        terminal.sayPlain("manifest " + run.folder().manifest());
    }

    private static void addFills(ArrayNode node, FillComparison fills) {
        for (FillComparison.Row row : fills.rows()) {
            node.addObject()
                    .put("fill", row.fill())
                    .put("trades", row.trades())
                    .put("wins", row.wins())
                    .put("profit", row.profit().amount())
                    .put("commissions", row.fees().amount())
                    .put("finalEquity", row.finalEquity().amount())
                    .put("journalHash", row.journalHash());
        }
    }

    private static void addLuck(ObjectNode node, Optional<Luck> luck) {
        node.put("tTest", luck.map(Luck::byTTest).orElse(null));
        node.put("bootstrap", luck.map(Luck::byBootstrap).orElse(null));
    }
}
