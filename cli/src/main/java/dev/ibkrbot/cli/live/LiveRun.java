package dev.ibkrbot.cli.live;

import dev.ibkrbot.broker.Broker;
import dev.ibkrbot.broker.BrokerNotice;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.cli.alert.AlertDesk;
import dev.ibkrbot.cli.backtest.CycleLines;
import dev.ibkrbot.cli.backtest.RunLog;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.control.CommandWatch;
import dev.ibkrbot.cli.control.ControlFolder;
import dev.ibkrbot.cli.gameplan.DayPlan;
import dev.ibkrbot.cli.gateway.GatewayLink;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import dev.ibkrbot.cli.wiring.ConfiguredParts;
import dev.ibkrbot.cli.wiring.RealTimers;
import dev.ibkrbot.cli.wiring.SystemTime;
import dev.ibkrbot.execution.engine.CycleRecording;
import dev.ibkrbot.execution.engine.EngineEvent;
import dev.ibkrbot.execution.engine.EngineListener;
import dev.ibkrbot.execution.engine.EnginePorts;
import dev.ibkrbot.execution.engine.EngineReport;
import dev.ibkrbot.execution.engine.LiveInbox;
import dev.ibkrbot.execution.engine.LiveLoop;
import dev.ibkrbot.execution.engine.TradingEngine;
import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.journal.RecordType;
import dev.ibkrbot.execution.order.JournalReplay;
import dev.ibkrbot.execution.order.RestoredState;
import dev.ibkrbot.execution.schedule.CycleSchedule;
import dev.ibkrbot.strategy.plan.TradedInstrument;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One run of the engine over a gateway in real time: on a thread of its own, going on where the journal ends, until
 * somebody or something ends it. What protects positions stays at the broker. Used once, on the main thread.
 */
public final class LiveRun {
    private static final double SETTLING_MILLIS = 2_000;
    private static final long LEAST_SETTLING_MILLIS = 250;
    private static final Duration SUPERVISION = Duration.ofSeconds(5);
    private static final Duration CONTROL = Duration.ofMillis(500);
    private static final Duration PLAN = Duration.ofSeconds(1);
    private static final int PAUSE_SECONDS = 30;
    private static final int MOST_WAITING = 10_000;
    private static final long ENGINE_END_MILLIS = 1_000;
    private static final long LAST_LOOK_MILLIS = 500;
    private static final RecordType RUN_START = RecordType.of("run_start");

    private final LivePlan plan;
    private final BotConfig config;
    private final GatewayLink link;
    private final Broker broker;
    private final InstantSource clock;
    private final Terminal terminal;
    private final CompletableFuture<Ending> end;
    private final RealTimers machine;
    private final AlertDesk alerts;
    private final MarketCalendar calendar = MarketCalendar.nyse();
    private final RunLog log;
    private long closedTrades;

    /**
     * Over a link that is ready; ends when {@code end} completes, which the run itself does, too.
     *
     * @param machine timers by the machine's clock
     * @param alerts told that the engine is alive
     */
    public LiveRun(
            LivePlan plan,
            GatewayLink link,
            Terminal terminal,
            CompletableFuture<Ending> end,
            RealTimers machine,
            AlertDesk alerts) {
        this.plan = plan;
        this.config = plan.config();
        this.link = link;
        this.broker = link.broker();
        this.clock = link.clock();
        this.terminal = terminal;
        this.end = end;
        this.machine = machine;
        this.alerts = alerts;
        this.log = new RunLog(config.trading().mode() == BotConfig.Mode.DRY_RUN);
    }

    /** Goes on with this journal, which stays open. What the engine throws is thrown here. */
    public LiveOutcome run(Journal journal) {
        AccountPin.require(
                journal, broker.accounts().account(), config.trading().mode(), clock.instant());
        CommandWatch commands =
                new CommandWatch(new ControlFolder(plan.folder()), journal, clock, SystemTime.CLOCK, this::tellControl);
        commands.takeWaiting();
        RestoredState restored = JournalReplay.fold(journal);
        requireNotHalted(restored);
        Instant now = clock.instant();
        new LimitsOfTheDay(config).require(journal, calendar.tradingDate(now), plan.looserLimits(), now);
        tellState(journal, restored);
        journal.append(JournalRecord.of(clock.instant(), RUN_START, parameters()));
        ExecutorService planning = Executors.newSingleThreadExecutor(task -> daemon("planning", task));
        try (RealTimers timers = new RealTimers(clock, plan.speed())) {
            return run(journal, restored, commands, planning, timers);
        } finally {
            planning.shutdownNow();
        }
    }

    /** With positions it starts to look after them, and enters nothing. */
    private static void requireNotHalted(RestoredState restored) {
        if (restored.halted().isPresent() && restored.trades().isEmpty()) {
            throw new CommandFailure(
                    ExitCode.HALTED,
                    "nothing was traded",
                    "trading is halted: " + restored.halted().get(),
                    "find out whether its cause is gone, say bot resume, and start again");
        }
    }

    private LiveOutcome run(
            Journal journal,
            RestoredState restored,
            CommandWatch commands,
            ExecutorService planning,
            RealTimers timers) {
        DayPlan day = new DayPlan(config, calendar, clock, journal, line -> tell("plan", line));
        LiveInbox inbox = new LiveInbox(MOST_WAITING);
        Instant begun = clock.instant();
        TradingEngine engine = new TradingEngine(
                ConfiguredParts.engine(config, plan.symbols(), CycleRecording.EACH),
                new EnginePorts(
                        day.planner(TradedInstrument.OPTION, broker, EarlierSignals.in(journal), planning),
                        day.gate(ConfiguredParts.limits(config)),
                        broker,
                        journal,
                        calendar,
                        clock,
                        inbox,
                        listener(begun)),
                restored);
        // What is a pause is a matter of real time; the clock of a simulated gateway may run faster.
        Duration pause = Duration.ofSeconds(StrictMath.round(PAUSE_SECONDS * StrictMath.max(1, plan.speed())));
        LiveLoop loop = new LiveLoop(engine, inbox, timers, schedule(), plan.symbols(), clock, SUPERVISION, pause);
        link.attach(new AccountWatch(
                broker,
                engine.brokerListener(),
                this::notice,
                other -> end.complete(
                        new Ending(ExitCode.ACCOUNT_OR_MODE_MISMATCH, "the gateway came back with account " + other))));
        compareClocks(inbox);
        measureSpace(inbox);
        CompletableFuture<Void> engineEnd = start(loop);
        machine.every(SUPERVISION, () -> compareClocks(inbox));
        machine.every(SUPERVISION, () -> measureSpace(inbox));
        // Said on the engine's own thread: one that hangs is silent.
        machine.every(SUPERVISION, () -> inbox.post(new EngineEvent.Answered(alerts::alive)));
        machine.every(CONTROL, () -> commands.look(inbox));
        machine.every(PLAN, () -> day.look(inbox));
        Ending ending = end.join();
        loop.stop(ending.reason());
        awaitEngine(engineEnd);
        int left = leftAtBroker();
        return new LiveOutcome(
                ending, log.orders(), closedTrades, engine.status().positions(), left);
    }

    /** A disk that does not tell is left to the journal, which stops the engine when it is full. */
    private void measureSpace(LiveInbox inbox) {
        try {
            long usable = Files.getFileStore(plan.folder().path()).getUsableSpace();
            inbox.post(new EngineEvent.SpaceMeasured(usable));
        } catch (IOException e) {
            return;
        }
    }

    /** By the last heartbeat; a simulated gateway's clock is followed instead. */
    private void compareClocks(LiveInbox inbox) {
        if (!link.isSimulated()) {
            link.lastSkew().ifPresent(ahead -> inbox.post(new EngineEvent.ClockCompared(ahead)));
        }
    }

    private CompletableFuture<Void> start(LiveLoop loop) {
        CompletableFuture<Void> engineEnd = new CompletableFuture<>();
        daemon("trading-engine", () -> {
                    try {
                        loop.run();
                        engineEnd.complete(null);
                    } catch (RuntimeException | Error e) {
                        engineEnd.completeExceptionally(e);
                    }
                    end.complete(new Ending(ExitCode.INTERNAL_ERROR, "the engine has ended"));
                })
                .start();
        return engineEnd;
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** What went wrong in the engine is the run's; one that hangs is left behind, because its journal can be cut off. */
    private void awaitEngine(CompletableFuture<Void> engineEnd) {
        try {
            engineEnd.get(ENGINE_END_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        } catch (TimeoutException e) {
            throw new IllegalStateException("the engine did not end within " + ENGINE_END_MILLIS + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asking takes the way of the last cancels: when the answer is here, they have been sent. */
    private int leftAtBroker() {
        try {
            return broker.orders()
                    .openOrders()
                    .toCompletableFuture()
                    .get(LAST_LOOK_MILLIS, TimeUnit.MILLISECONDS)
                    .size();
        } catch (ExecutionException | TimeoutException | BrokerException e) {
            return LiveOutcome.UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return LiveOutcome.UNKNOWN;
        }
    }

    private EngineListener listener(Instant begun) {
        EngineListener counted = log.and(this::count);
        EngineListener told = terminal.json() ? counted : counted.and(new CycleLines(terminal::sayPlain));
        if (plan.cycles().isEmpty()) {
            return told;
        }
        Ending ending = new Ending(ExitCode.OK, "cycles done: " + plan.cycles().getAsLong());
        // The exits of an entry that has just filled are moved to its price; half of that is no place to end at.
        long settling = StrictMath.max(LEAST_SETTLING_MILLIS, StrictMath.round(SETTLING_MILLIS / plan.speed()));
        Runnable done = () -> machine.after(Duration.ofMillis(settling), () -> end.complete(ending));
        return told.and(CycleLimit.of(plan.cycles().getAsLong(), schedule(), begun, plan.symbols(), done));
    }

    private CycleSchedule schedule() {
        return new CycleSchedule(calendar, config.schedule().interval());
    }

    private void count(EngineReport report) {
        closedTrades += report instanceof EngineReport.TradeClosed ? 1 : 0;
    }

    private void notice(BrokerNotice notice) {
        if (notice.severity() != BrokerNotice.Severity.INFO) {
            tell("notice", notice.text());
        }
    }

    private void tellControl(String line) {
        tell("control", line);
    }

    private void tell(String what, String line) {
        terminal.sayPlain(CycleLines.row(clock.instant(), what, line));
    }

    private void tellState(Journal journal, RestoredState restored) {
        long records = journal.head().sequence();
        terminal.sayPlain("journal  " + plan.folder().journal()
                + (records == 1
                        ? ", new"
                        : ", " + records + " records, " + restored.trades().size() + " trades in progress"));
        restored.halted().ifPresent(why -> terminal.warn("trading is halted: " + why));
        restored.paused().ifPresent(why -> terminal.warn("entries are paused: " + why));
        String first = schedule()
                .nextAfter(clock.instant())
                .map(it -> it.atZone(calendar.zone()).toLocalDateTime() + " New York time")
                .orElse("never: the calendar ends");
        terminal.sayPlain("cycles   first at " + first);
        terminal.sayPlain(CycleLines.heading());
    }

    /** What decides the run; neither host nor account. */
    private JsonBody parameters() {
        return JsonBody.object()
                .text("kind", "run")
                .texts("symbols", plan.symbols().stream().map(Symbol::value).toList())
                .text("mode", config.trading().mode().name())
                .texts("strategies", DayPlan.strategyNames(config))
                .text("instrument", TradedInstrument.OPTION.name())
                .number("interval_seconds", config.schedule().interval().toSeconds())
                .text("config", plan.configDigest())
                .texts(
                        "assumptions",
                        List.of(
                                link.isSimulated()
                                        ? "Traded with a simulated gateway by the clock; what it models is its own affair."
                                        : "Traded over a gateway in real time."));
    }
}
