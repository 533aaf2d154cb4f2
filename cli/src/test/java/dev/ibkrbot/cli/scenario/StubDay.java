package dev.ibkrbot.cli.scenario;

import dev.ibkrbot.broker.Timeline;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.config.ConfigLoader;
import dev.ibkrbot.cli.config.ConfigResult;
import dev.ibkrbot.cli.config.ConfigSources;
import dev.ibkrbot.cli.wiring.ConfiguredParts;
import dev.ibkrbot.execution.engine.CycleRecording;
import dev.ibkrbot.execution.engine.EngineListener;
import dev.ibkrbot.execution.engine.EnginePorts;
import dev.ibkrbot.execution.engine.EngineStatus;
import dev.ibkrbot.execution.engine.SteppedInbox;
import dev.ibkrbot.execution.engine.SteppedLoop;
import dev.ibkrbot.execution.engine.TradingEngine;
import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.journal.JsonObject;
import dev.ibkrbot.execution.journal.MemoryJournal;
import dev.ibkrbot.execution.order.JournalReplay;
import dev.ibkrbot.execution.schedule.CycleSchedule;
import dev.ibkrbot.risk.gate.RiskGate;
import dev.ibkrbot.strategy.SignalMemory;
import dev.ibkrbot.strategy.plan.TradePlanner;
import dev.ibkrbot.strategy.plan.TradedInstrument;
import dev.ibkrbot.stub.StubBars;
import dev.ibkrbot.stub.StubBroker;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** The real planner, gate and engine on SPY, wired as for a run, on the stub broker from 10:25 New York time on. */
final class StubDay {
    /** Wednesday 2026-11-18, 10:25 in New York: the next cycle is at half past. */
    static final Instant START = Instant.parse("2026-11-18T15:25:00Z");

    /** When the sixty bars that begin with the session have ended. */
    static final Instant CYCLE = Instant.parse("2026-11-18T15:30:00Z");

    static final IntToDoubleFunction S1 = i -> 100 + 0.02 * i + 0.5 * StrictMath.sin(i / 5.0);
    static final IntToDoubleFunction S2 = i -> 100 - 0.05 * i + 0.3 * StrictMath.sin(i / 4.0);
    static final IntToDoubleFunction S5 = i -> 100 + 0.03 * i + 0.25 * StrictMath.sin(0.9 * i);

    private static final Symbol SPY = new Symbol("SPY");
    private static final int HOURS = 121;

    private final StubBroker broker;
    private final Journal journal;
    private final Map<String, String> configuration = new LinkedHashMap<>();
    private final SignalMemory memory = new SignalMemory();
    private EngineStatus status;

    private StubDay(StubBroker broker, Journal journal) {
        this.broker = broker;
        this.journal = journal;
        with("trading.mode", "paper").with("symbols", "SPY");
    }

    static StubDay on(StubBroker broker) {
        return new StubDay(broker, MemoryJournal.keepingRecords());
    }

    /** With this journal, which may hold an earlier run; stays open. */
    static StubDay on(StubBroker broker, Journal journal) {
        return new StubDay(broker, journal);
    }

    /** A broker whose sixty minutes have these closes. */
    static StubBroker minutes(IntToDoubleFunction closes) {
        return StubBroker.builder()
                .at(START)
                .bars(StubBars.minutesUntil(CYCLE, 60, closes))
                .build();
    }

    /** A broker whose hours were quiet at 100 until the last one, from 09:30 to 10:30, broke out to this close. */
    static StubBroker hours(String lastClose) {
        MarketCalendar calendar = MarketCalendar.nyse();
        List<Instant> starts = new ArrayList<>();
        Instant open = Instant.parse("2026-11-18T14:30:00Z");
        starts.add(open);
        for (var day = calendar.tradingDate(open); starts.size() < HOURS; ) {
            day = calendar.previousTradingDay(day);
            Instant begin = calendar.session(day).orElseThrow().open();
            for (int hour = 5; hour >= 0 && starts.size() < HOURS; hour--) {
                starts.add(begin.plusSeconds(3600L * hour));
            }
        }
        BarSeries.Builder bars = BarSeries.builder(BarSize.ONE_HOUR);
        for (int i = HOURS - 1; i > 0; i--) {
            add(bars, starts.get(i), Price.of("100"), 1000);
        }
        add(bars, open, Price.of(lastClose), 5000);
        return StubBroker.builder().at(START).bars(bars.build()).build();
    }

    private static void add(BarSeries.Builder bars, Instant start, Price close, long volume) {
        bars.add(start.getEpochSecond(), close.units(), close.units(), close.units(), close.units(), volume);
    }

    StubDay with(String key, String value) {
        configuration.put(key, value);
        return this;
    }

    private BotConfig config() {
        List<ConfigSources.FlagValue> flags = new ArrayList<>();
        configuration.forEach((key, value) -> flags.add(new ConfigSources.FlagValue("test", key, value)));
        return ConfigLoader.load(ConfigSources.in(Path.of("no such folder")).withFlags(flags))
                .match(ConfigResult.Valid::effective, invalid -> {
                    throw new AssertionError(invalid.problems());
                })
                .config();
    }

    /** Runs as far as the market's next moments up to and including this one. */
    StubDay runUntil(Instant last) {
        BotConfig config = config();
        MarketCalendar calendar = MarketCalendar.nyse();
        Timeline time = broker.timeline();
        SteppedInbox inbox = new SteppedInbox();
        TradePlanner planner = new TradePlanner(
                broker.quotes(),
                calendar,
                time,
                ConfiguredParts.strategies(config),
                memory,
                ConfiguredParts.planner(config, TradedInstrument.OPTION),
                Runnable::run);
        EnginePorts ports = new EnginePorts(
                planner::plan,
                new RiskGate(ConfiguredParts.limits(config))::review,
                broker,
                journal,
                calendar,
                time,
                inbox,
                EngineListener.NONE);
        TradingEngine engine = new TradingEngine(
                ConfiguredParts.engine(config, List.of(SPY), CycleRecording.EACH), ports, JournalReplay.fold(journal));
        SteppedLoop loop = new SteppedLoop(
                engine,
                inbox,
                time,
                new CycleSchedule(calendar, config.schedule().interval()),
                List.of(SPY));
        broker.connect(engine.brokerListener());
        while (time.instant().isBefore(last) && loop.step()) {
            continue;
        }
        status = engine.snapshot(time.instant());
        return this;
    }

    EngineStatus status() {
        return status;
    }

    /** Everything the broker was sent, order by order. */
    List<Order> submitted() {
        return broker.submitted().stream()
                .flatMap(group -> group.orders().stream())
                .toList();
    }

    /** The bodies of this type of record, in order. */
    List<JsonObject> records(String type) {
        List<JsonObject> bodies = new ArrayList<>();
        journal.read(1, entry -> {
            if (entry.record().type().name().equals(type)) {
                bodies.add(entry.record().parsedBody());
            }
        });
        return bodies;
    }

    /** The outcomes of all signals, in order. */
    List<String> outcomes() {
        return records("signal").stream()
                .map(signal -> signal.requiredText("action") + " " + signal.requiredText("outcome"))
                .toList();
    }
}
