package dev.ibkrbot.cli.command;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.cli.backtest.CycleLines;
import dev.ibkrbot.cli.backtest.OutcomeAnswer;
import dev.ibkrbot.cli.backtest.OutcomeSummary;
import dev.ibkrbot.cli.backtest.RunReport;
import dev.ibkrbot.cli.backtest.SimulationOutcome;
import dev.ibkrbot.cli.backtest.SimulationPlan;
import dev.ibkrbot.cli.backtest.SimulationRun;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.config.ConfigSources.FlagValue;
import dev.ibkrbot.cli.config.EffectiveConfig;
import dev.ibkrbot.cli.gateway.GatewayVenue;
import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import dev.ibkrbot.cli.wiring.Pace;
import dev.ibkrbot.cli.wiring.RunFolder;
import dev.ibkrbot.cli.wiring.StateFolder;
import dev.ibkrbot.cli.wiring.SystemTime;
import dev.ibkrbot.execution.engine.CycleRecording;
import dev.ibkrbot.execution.engine.EngineListener;
import dev.ibkrbot.strategy.plan.TradedInstrument;
import dev.ibkrbot.stub.history.BarMarket;
import dev.ibkrbot.stub.history.SyntheticMarket;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the bot: without flags a whole trading day on the embedded simulated exchange. Confined to the main thread. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Run the bot. Without flags: one simulated trading day, in simulated paper mode.",
        footer = {
            "",
            "Examples:",
            "  bot run                          a simulated day as fast as it goes",
            "  bot run --seed 7 --symbols SPY   another market, one symbol",
            "  bot run --mode dry-run           decide and report, send nothing",
            "  bot run --speed 60               one simulated minute a second",
            "  bot run --broker ibkr --mode paper       over a gateway, until it is stopped",
            "  bot run --broker ibkr --mode paper --once",
            "",
            "Over a real gateway dry-run is the default. Live takes trading.mode: live in a configuration file, --mode",
            "live, and broker.account. State is kept in MODE/ACCOUNT of the state folder, ACCOUNT being its last three",
            "characters; a restart goes on with it. SIGTERM, SIGHUP and Ctrl-C cancel entries that have not traded and",
            "leave what protects positions at the broker. Exit 0 after SIGTERM and SIGHUP, 130 after Ctrl-C.",
            "While there is a gameplan (gameplan.file or --gameplan), nothing is entered but by it: see bot gameplan."
        })
public final class RunCommand implements Callable<Integer> {
    @Mixin
    private SimulatedDayOptions day = new SimulatedDayOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--broker",
            paramLabel = "KIND",
            description = "stub (or sim): the embedded simulated exchange; ibkr: a gateway.")
    private Optional<String> broker = Optional.empty();

    @Option(names = "--host", paramLabel = "HOST", description = "With --broker ibkr: where the gateway listens.")
    private Optional<String> host = Optional.empty();

    @Option(names = "--port", paramLabel = "PORT", description = "With --broker ibkr: the gateway's port.")
    private Optional<String> port = Optional.empty();

    @Option(names = "--client-id", paramLabel = "N", description = "With --broker ibkr: default broker.client_id.")
    private Optional<String> clientId = Optional.empty();

    @Option(names = "--tws-api-jar", paramLabel = "PATH", description = "With --broker ibkr: over IBKR's TwsApi.jar.")
    private Optional<String> jar = Optional.empty();

    @Option(names = "--mode", paramLabel = "MODE", description = "dry-run, paper or live.")
    private Optional<String> mode = Optional.empty();

    @Option(names = "--symbols", paramLabel = "LIST", description = "Underlyings, such as SPY,QQQ.")
    private Optional<String> symbols = Optional.empty();

    @Option(names = "--cycles", paramLabel = "N", description = "Stop after so many cycles of each symbol.")
    private Optional<Integer> cycles = Optional.empty();

    @Option(
            names = "--gameplan",
            paramLabel = "PATH",
            description = "The day's gameplan, or a folder of them by their dates; read again when it changes. Default"
                    + " gameplan.file, else none.")
    private Optional<Path> gameplan = Optional.empty();

    @Option(
            names = "--ack-risk-change",
            description = "Over a gateway: limits may be looser than those that this date was traded with so far.")
    private boolean looserLimits;

    @Option(names = "--once", description = "One cycle: the same as --cycles 1.")
    private boolean once;

    @Option(
            names = "--speed",
            paramLabel = "SPEED",
            defaultValue = "max",
            description = "Of simulated time: max, real, or how many times faster than real. A simulated gateway by the"
                    + " clock needs the same --speed here; a real one takes none.")
    private String speed = "max";

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
        EffectiveConfig effective = common.configuration(flags(), terminal);
        BotConfig config = effective.config();
        Pace pace = Pace.parse(speed);
        config.report().file().ifPresent(RunReport::requirePlace);
        if (config.broker().kind() == BotConfig.BrokerKind.IBKR) {
            return overTheWire(terminal, effective, pace);
        }
        MarketCalendar calendar = MarketCalendar.nyse();
        requireSession(calendar);
        List<Symbol> traded = symbols(config);
        SimulationPlan plan =
                plan(config, SyntheticMarket.day(calendar, config.sim().seed(), traded, day.date()));
        return trade(
                terminal,
                SimulationRun.of(plan),
                plan,
                pace,
                "the embedded simulated exchange, " + day.date() + ", seed "
                        + config.sim().seed());
    }

    private int overTheWire(Terminal terminal, EffectiveConfig effective, Pace pace) {
        requireMode(effective.config());
        return new GatewayRun(terminal, effective, pace, maxCycles(), looserLimits)
                .run(venue -> simulatedDay(terminal, effective.config(), pace, venue));
    }

    /** A gateway that simulates time brings its own market, date and seed. */
    private int simulatedDay(Terminal terminal, BotConfig config, Pace pace, GatewayVenue venue) {
        SimulationPlan plan =
                plan(config, BarMarket.builder().startingAt(venue.now()).build());
        String where = "the simulated gateway, " + MarketCalendar.nyse().tradingDate(venue.now());
        return trade(terminal, SimulationRun.on(plan, venue), plan, pace, where);
    }

    /** Real money takes two: the file says live, and whoever starts the bot says so, too. */
    private void requireMode(BotConfig config) {
        if (config.trading().mode() == BotConfig.Mode.LIVE && mode.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.ACCOUNT_OR_MODE_MISMATCH,
                    "nothing was traded",
                    "the configuration says live, and the command line does not",
                    "add --mode live to trade real money, or --mode dry-run");
        }
    }

    private static List<Symbol> symbols(BotConfig config) {
        return config.symbols().stream().map(Symbol::new).toList();
    }

    private SimulationPlan plan(BotConfig config, BarMarket market) {
        return new SimulationPlan(
                "run",
                config,
                symbols(config),
                market,
                TradedInstrument.OPTION,
                CycleRecording.EACH,
                maxCycles(),
                List.of());
    }

    private int trade(Terminal terminal, SimulationRun run, SimulationPlan plan, Pace pace, String where) {
        BotConfig config = plan.config();
        StateFolder state = StateFolder.writable(config.journal().stateDir());
        RunFolder folder = state.newRun("run", SystemTime.CLOCK.instant());
        terminal.say("@|bold bot run|@: " + config.trading().mode().word() + " on " + where);
        terminal.sayPlain(CycleLines.heading());
        EngineListener lines = terminal.json() ? EngineListener.NONE : new CycleLines(terminal::sayPlain);
        SimulationOutcome outcome = run.run(folder.journal(), pace, lines);
        Path page = config.report().file().orElse(folder.report());
        state.pointTo(folder);
        RunReport.write(page, plan, outcome);
        tell(terminal, config, outcome, folder, page);
        return ExitCode.OK.number();
    }

    private List<FlagValue> flags() {
        List<FlagValue> flags = new ArrayList<>();
        broker.ifPresent(it -> flags.add(new FlagValue("--broker", "broker.kind", it)));
        host.ifPresent(it -> flags.add(new FlagValue("--host", "broker.host", it)));
        port.ifPresent(it -> flags.add(new FlagValue("--port", "broker.port", it)));
        clientId.ifPresent(it -> flags.add(new FlagValue("--client-id", "broker.client_id", it)));
        jar.ifPresent(it -> flags.add(new FlagValue("--tws-api-jar", "broker.tws_api_jar", it)));
        mode.ifPresent(it -> flags.add(new FlagValue("--mode", "trading.mode", it)));
        symbols.ifPresent(it -> flags.add(new FlagValue("--symbols", "symbols", it)));
        gameplan.ifPresent(it -> flags.add(new FlagValue("--gameplan", "gameplan.file", it.toString())));
        flags.addAll(day.flags());
        report.ifPresent(it -> flags.add(new FlagValue("--report", "report.file", it.toString())));
        return flags;
    }

    private OptionalLong maxCycles() {
        if (once) {
            return OptionalLong.of(1);
        }
        if (cycles.isPresent() && cycles.get() < 1) {
            throw new CommandFailure(
                    ExitCode.USAGE_OR_CONFIGURATION,
                    "nothing was run",
                    "--cycles " + cycles.get() + " is not 1 or more",
                    "give a positive number, or leave it out for the whole day");
        }
        return cycles.map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private void requireSession(MarketCalendar calendar) {
        LocalDate date = day.date();
        if (calendar.session(date).isEmpty()) {
            String why =
                    calendar.covers(date) ? "the exchange is closed on " + date : "the calendar ends before " + date;
            throw new CommandFailure(
                    ExitCode.USAGE_OR_CONFIGURATION,
                    "there is no trading day to simulate",
                    why,
                    "name a trading day between 1998 and 2035 with --date YYYY-MM-DD");
        }
    }

    private void tell(Terminal terminal, BotConfig config, SimulationOutcome outcome, RunFolder folder, Path page) {
        if (terminal.json()) {
            boolean wire = config.broker().kind() == BotConfig.BrokerKind.IBKR;
            Answer answer = Answer.of("run", ExitCode.OK);
            answer.root()
                    .put("date", outcome.first().toString())
                    .put("seed", wire ? null : config.sim().seed())
                    .put("mode", config.trading().mode().word());
            OutcomeAnswer.addTo(answer.root(), outcome);
            answer.root().put("journal", folder.journal().toString()).put("report", page.toString());
            answer.printTo(terminal.out());
            return;
        }
        OutcomeSummary.lines(outcome).forEach(terminal::sayPlain);
        terminal.sayPlain("journal  " + folder.journal());
        terminal.sayPlain("report   " + page);
        terminal.sayPlain("explain  bot explain");
    }
}
