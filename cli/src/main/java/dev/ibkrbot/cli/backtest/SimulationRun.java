package dev.ibkrbot.cli.backtest;

import dev.ibkrbot.broker.Broker;
import dev.ibkrbot.broker.Timeline;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.gameplan.DayPlan;
import dev.ibkrbot.cli.wiring.ConfiguredParts;
import dev.ibkrbot.cli.wiring.Journals;
import dev.ibkrbot.cli.wiring.Pace;
import dev.ibkrbot.cli.wiring.SystemTime;
import dev.ibkrbot.execution.engine.EngineListener;
import dev.ibkrbot.execution.engine.EnginePorts;
import dev.ibkrbot.execution.engine.EngineReport;
import dev.ibkrbot.execution.engine.EngineStatus;
import dev.ibkrbot.execution.engine.Planner;
import dev.ibkrbot.execution.engine.SteppedInbox;
import dev.ibkrbot.execution.engine.SteppedLoop;
import dev.ibkrbot.execution.engine.TradingEngine;
import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.journal.RecordType;
import dev.ibkrbot.execution.order.RestoredState;
import dev.ibkrbot.execution.performance.PerformanceRecorder;
import dev.ibkrbot.execution.report.PriceHistory;
import dev.ibkrbot.execution.schedule.CycleSchedule;
import dev.ibkrbot.risk.RiskLimits;
import dev.ibkrbot.strategy.SignalMemory;
import dev.ibkrbot.stub.sim.CorporateAction;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run of the engine over a simulated market, on the caller's thread, from the market's start to its end. The same
 * plan gives the same journal hash. Used once.
 */
public final class SimulationRun {
    /** The kind of a plan over recorded bars. */
    static final String BACKTEST = "backtest";

    private static final Duration RECORDED_QUOTE_AGE = Duration.ofSeconds(60);
    private static final int MOST_PLAN_LINES = 20;
    private static final RecordType RUN_START = RecordType.of("run_start");
    private static final RecordType CORPORATE_ACTION = RecordType.of("corporate_action");

    private final SimulationPlan plan;
    private final BotConfig config;
    private final MarketCalendar calendar;
    private final Venue venue;
    private final Broker broker;
    private final PerformanceRecorder recorder;
    private final RunLog log;
    private final List<String> planLines = new ArrayList<>();
    /** Only where looking costs nothing: a gateway would be asked over the wire. */
    private final Optional<OptionWatch> optionWatch;

    private SimulationRun(SimulationPlan plan, Venue venue, boolean watchesOptions) {
        this.plan = plan;
        this.config = plan.config();
        this.calendar = plan.market().calendar();
        boolean dryRun = ConfiguredParts.mode(config) == TradingMode.DRY_RUN;
        this.log = new RunLog(dryRun);
        this.venue = venue;
        this.broker = venue.broker();
        this.recorder = new PerformanceRecorder(venue.capital(), calendar.zone());
        this.optionWatch = watchesOptions ? Optional.of(new OptionWatch(broker, recorder.options())) : Optional.empty();
    }

    /** A run of this plan, not begun yet. */
    public static SimulationRun of(SimulationPlan plan) {
        return new SimulationRun(plan, new EmbeddedVenue(plan), true);
    }

    /** The same on another venue, whose time begins where the plan's market does. */
    public static SimulationRun on(SimulationPlan plan, Venue venue) {
        return new SimulationRun(plan, venue, false);
    }

    /** Runs to the end, writing a new journal to this file. */
    public SimulationOutcome run(Path journalFile, Pace pace, EngineListener listener) {
        try (Journal journal =
                isBacktest() ? Journals.createForBacktest(journalFile) : Journals.createForRun(journalFile)) {
            return run(journal, pace, listener);
        }
    }

    /** Runs to the end, writing to this journal, which stays open. */
    public SimulationOutcome run(Journal journal, Pace pace, EngineListener listener) {
        long begun = SystemTime.nanos();
        Instant start = plan.market().start();
        Timeline watched = venue.timeline(recorder);
        watched = optionWatch.isPresent() ? optionWatch.get().over(watched) : watched;
        Timeline timeline = bounded(pace.applyTo(watched), start);
        journal.append(JournalRecord.of(start, RUN_START, parameters()));
        venue.reportCorporateActions(effect -> {
            journal.append(JournalRecord.of(effect.at(), CORPORATE_ACTION, body(effect)));
            log.onCorporateAction(effect);
        });
        SteppedInbox inbox = new SteppedInbox();
        DayPlan day = isBacktest()
                ? DayPlan.ofRecords(config, calendar, timeline, journal, planLines::add)
                : new DayPlan(config, calendar, timeline, journal, planLines::add);
        Planner planner = day.planner(plan.instrument(), broker, new SignalMemory(), Runnable::run);
        EnginePorts ports = new EnginePorts(
                day.looking(planner, inbox),
                day.gate(limits()),
                broker,
                journal,
                calendar,
                timeline,
                inbox,
                log.and(optionWatch.isPresent() ? optionWatch.get() : EngineListener.NONE)
                        .and(this::note)
                        .and(listener));
        TradingEngine engine = new TradingEngine(
                ConfiguredParts.engine(config, plan.symbols(), plan.recording()), ports, RestoredState.none());
        CycleSchedule schedule = new CycleSchedule(calendar, config.schedule().interval());
        SteppedLoop loop = new SteppedLoop(engine, inbox, timeline, schedule, plan.symbols());
        broker.connect(engine.brokerListener());
        loop.run("the market's time is over");
        EngineStatus status = engine.snapshot(timeline.instant());
        String hash = journal.head().hash();
        return outcome(status, start, timeline.instant(), hash, Duration.ofNanos(SystemTime.nanos() - begun));
    }

    private boolean isBacktest() {
        return plan.kind().equals(BACKTEST);
    }

    private static JsonBody body(CorporateAction.Effect effect) {
        return JsonBody.object()
                .text("symbol", effect.action().symbol().value())
                .text("action", effect.action().toString())
                .text("instrument", effect.instrument().toString())
                .text("held", effect.held().toString())
                .text("becomes", effect.becomes().toString())
                .text("quantity", effect.quantity().toString())
                .text("cash", effect.cash().amount());
    }

    /** A recorded minute is valid for a minute after its end: there is nothing fresher to wait for. */
    private RiskLimits limits() {
        RiskLimits limits = ConfiguredParts.limits(config);
        boolean coarser = isBacktest() && limits.maxQuoteAge().compareTo(RECORDED_QUOTE_AGE) < 0;
        return coarser ? limits.withMaxQuoteAge(RECORDED_QUOTE_AGE) : limits;
    }

    private Timeline bounded(Timeline timeline, Instant start) {
        if (plan.maxCycles().isEmpty()) {
            return timeline;
        }
        CycleSchedule schedule = new CycleSchedule(calendar, config.schedule().interval());
        Instant last = start;
        for (long n = 0; n < plan.maxCycles().getAsLong(); n++) {
            last = schedule.nextAfter(last).orElse(last);
        }
        return new BoundedTimeline(timeline, last);
    }

    private void note(EngineReport report) {
        if (report instanceof EngineReport.DayEnded ended) {
            recorder.endDay(ended.date());
        } else if (report instanceof EngineReport.TradeClosed closed) {
            recorder.add(closed.trade());
        } else if (report instanceof EngineReport.TradeRestated again) {
            recorder.restate(again.before(), again.after());
        } else if (report instanceof EngineReport.EntryApproved it) {
            TradeProposal next = it.plan().proposal();
            next.rolls().ifPresent(earlier -> recorder.options().rolled(next.signalId(), earlier));
        }
    }

    /** What decides the run, for the journal: no path, host or wall time, so that equal runs have equal hashes. */
    private JsonBody parameters() {
        return JsonBody.object()
                .text("kind", plan.kind())
                .texts("symbols", plan.symbols().stream().map(Symbol::value).toList())
                .text("mode", config.trading().mode().name())
                .texts("strategies", DayPlan.strategyNames(config))
                .text("instrument", plan.instrument().name())
                .text("options", plan.optionPrices())
                .number("interval_seconds", config.schedule().interval().toSeconds())
                .text("capital", venue.capital().amount())
                .text("fill", config.sim().fillModel().name())
                .texts("assumptions", venue.assumptions());
    }

    private SimulationOutcome outcome(EngineStatus status, Instant start, Instant end, String hash, Duration elapsed) {
        List<PriceHistory> prices = new ArrayList<>();
        long bars = 0;
        for (Symbol symbol : plan.symbols()) {
            BarSeries series = venue.bars(symbol, start, end);
            bars += series.size();
            prices.add(PriceHistory.of(symbol, series));
        }
        List<String> warnings = new ArrayList<>(plan.warnings());
        if (!status.positions().isEmpty()) {
            warnings.add("still held at the end: " + status.positions());
        }
        planLines.stream().limit(MOST_PLAN_LINES).forEach(line -> warnings.add("plan: " + line));
        if (planLines.size() > MOST_PLAN_LINES) {
            warnings.add(planLines.size() - MOST_PLAN_LINES + " more lines of plans stand in the journal");
        }
        warnings.addAll(log.alerts());
        return new SimulationOutcome(
                plan.symbols(),
                calendar.tradingDate(start),
                calendar.tradingDate(end),
                bars,
                recorder.performance(),
                log.orders(),
                prices,
                log.denials(),
                log.notEntered(),
                Map.copyOf(status.skips()),
                assumptions(),
                warnings,
                hash,
                elapsed);
    }

    private List<String> assumptions() {
        List<String> all = new ArrayList<>(venue.assumptions());
        if (isBacktest()) {
            all.add("A recorded price may be acted on until 60 s after its minute.");
        }
        all.add(
                "Decisions use bars that have ended; an order trades at a later moment than the decision at the earliest.");
        return all;
    }
}
