package dev.ibkrbot.cli.gameplan;

import dev.ibkrbot.broker.Broker;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.trade.HoldingAdvice;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.wiring.ConfiguredParts;
import dev.ibkrbot.cli.wiring.ConfiguredPlanner;
import dev.ibkrbot.execution.engine.AskedStrategy;
import dev.ibkrbot.execution.engine.EngineEvent;
import dev.ibkrbot.execution.engine.Gate;
import dev.ibkrbot.execution.engine.Inbox;
import dev.ibkrbot.execution.engine.Planner;
import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.order.ExitRules;
import dev.ibkrbot.risk.RiskLimits;
import dev.ibkrbot.strategy.FiringCheck;
import dev.ibkrbot.strategy.SignalMemory;
import dev.ibkrbot.strategy.Strategy;
import dev.ibkrbot.strategy.gameplan.Tuning;
import dev.ibkrbot.strategy.plan.DayStrategies;
import dev.ibkrbot.strategy.plan.TradedInstrument;
import dev.ibkrbot.strategy.regime.DayStrategy;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a run goes by: a gameplan where one is configured, else the configured strategies, of which regime is the one
 * that the volatility index calls for. {@link #look} belongs to one thread; what it finds takes effect on the engine's.
 */
public final class DayPlan {
    private static final int MOST_REFUSED_TOLD = 10;

    private final BotConfig config;
    private final Set<String> traded;
    private final MarketCalendar calendar;
    private final InstantSource clock;
    private final Journal journal;
    private final Consumer<String> log;
    private final Optional<FollowedGameplan> followed;
    private final Optional<RegimeDay> regime;
    private Optional<EngineEvent.StrategyPivoted> pivotAtStart = Optional.empty();
    private volatile List<AskedStrategy> asked = List.of();

    /**
     * Reads the gameplan, if there is one, and journals it; it is read again whenever it changes.
     *
     * @param clock engine time
     * @param log hears in one line what comes into force, and of strategies that cannot fire
     */
    public DayPlan(
            BotConfig config, MarketCalendar calendar, InstantSource clock, Journal journal, Consumer<String> log) {
        this(config, config.symbols(), sourceOf(config), calendar, clock, journal, log);
    }

    private DayPlan(
            BotConfig config,
            List<String> traded,
            Optional<Function<LocalDate, GameplanReading>> source,
            MarketCalendar calendar,
            InstantSource clock,
            Journal journal,
            Consumer<String> log) {
        this.config = config;
        this.traded = Set.copyOf(traded);
        this.calendar = calendar;
        this.clock = clock;
        this.journal = journal;
        this.log = log;
        Instant now = clock.instant();
        tellOfFolder(now);
        this.followed = source.map(it -> new FollowedGameplan(it, calendar, now, log));
        followed.ifPresent(it -> pivotAtStart = it.begin(journal, now));
        boolean byIndex = followed.isEmpty() && config.strategy().name() == BotConfig.StrategyName.REGIME;
        this.regime = byIndex ? Optional.of(new RegimeDay(calendar, clock, journal, log)) : Optional.empty();
        warnOfSilence();
    }

    /** The same for recorded days: the plan of a date is read once, when it begins, so that equal runs are equal. */
    public static DayPlan ofRecords(
            BotConfig config, MarketCalendar calendar, InstantSource clock, Journal journal, Consumer<String> log) {
        Map<LocalDate, GameplanReading> read = new HashMap<>();
        Optional<Function<LocalDate, GameplanReading>> source =
                sourceOf(config).map(it -> date -> read.computeIfAbsent(date, it));
        return new DayPlan(config, config.gameplan().symbols(), source, calendar, clock, journal, log);
    }

    /** The plans of the configured file or folder, as they are whenever they are asked for. */
    private static Optional<Function<LocalDate, GameplanReading>> sourceOf(BotConfig config) {
        GameplanRules rules = rules(config, LocalDate.EPOCH);
        return config.gameplan().file().map(file -> {
            GameplanFolder folder = new GameplanFolder(file, rules);
            return date -> Files.isDirectory(file) ? folder.of(date) : GameplanFile.read(file, rules.on(date));
        });
    }

    private static GameplanRules rules(BotConfig config, LocalDate today) {
        BotConfig.Gameplan allowed = config.gameplan();
        return new GameplanRules(today, Set.copyOf(allowed.operators()), Set.copyOf(allowed.symbols()));
    }

    /** Says at once which plans of a folder will not be used, so that there is time to correct them. */
    private void tellOfFolder(Instant now) {
        GameplanRules rules = rules(config, calendar.tradingDate(now));
        List<GameplanFolder.Dated> refused = config.gameplan().file().filter(Files::isDirectory).stream()
                .flatMap(folder -> new GameplanFolder(folder, rules).all().stream())
                .filter(it -> it.reading().refusal().isPresent())
                .toList();
        refused.stream().limit(MOST_REFUSED_TOLD).forEach(it -> log.accept("refused: " + it.line()));
        if (refused.size() > MOST_REFUSED_TOLD) {
            log.accept(
                    "refused: " + (refused.size() - MOST_REFUSED_TOLD) + " more; bot gameplan validate tells them all");
        }
    }

    /** The names of what decides, for the record of the start. */
    public static List<String> strategyNames(BotConfig config) {
        return config.gameplan().file().isPresent() ? List.of("gameplan") : ConfiguredParts.strategyNames(config);
    }

    /** Numbers in the rules that could have been chosen otherwise; of a gameplan those of both its strategies. */
    public static int freeParameters(BotConfig config) {
        return config.gameplan().file().isPresent()
                ? DayStrategies.rules(DayStrategy.A, Tuning.NONE).freeParameters()
                        + DayStrategies.rules(DayStrategy.B, Tuning.NONE).freeParameters()
                : ConfiguredParts.freeParameters(config);
    }

    /** The planner of the run; memory and executor as {@link ConfiguredPlanner} wants them. */
    public Planner planner(TradedInstrument instrument, Broker broker, SignalMemory memory, Executor executor) {
        Planner planner = followed.map(it -> GameplanDay.planner(
                        it,
                        strategy -> ConfiguredParts.tuning(strategy, config),
                        config.risk().supervision().forceCloseDte(),
                        ConfiguredParts.planner(config, instrument),
                        broker.quotes(),
                        calendar,
                        clock,
                        memory,
                        executor))
                .or(() -> regime.map(it -> ConfiguredPlanner.byRegime(
                        config, instrument, broker, calendar, clock, memory, it::chosen, executor)))
                .orElseGet(() -> ConfiguredPlanner.of(config, instrument, broker, calendar, clock, memory, executor));
        return new NamedPlanner(planner, () -> asked);
    }

    /** Risk as the engine asks it. */
    public Gate gate(RiskLimits limits) {
        return followed.map(it -> GameplanDay.gate(it, limits))
                .orElseGet(() -> ConfiguredParts.gate(
                        limits, () -> regime.map(RegimeDay::exits).orElse(ExitRules.NONE)));
    }

    /** Looks whether there is another plan to go by, and hands it over; cheap, and at once over without a gameplan. */
    public void look(Inbox engine) {
        lookBesides(engine);
        followed.ifPresent(day -> day.changed(clock.instant())
                .ifPresent(reading -> engine.post(new EngineEvent.Answered(() -> follow(day, reading, engine)))));
        followed.filter(day -> day.isAlertDue(clock.instant()))
                .ifPresent(day -> engine.post(new EngineEvent.Answered(() -> day.alert(journal, clock.instant()))));
    }

    /**
     * A planner that looks for another plan before every cycle, also of what is held, where time is simulated and there is
     * one thread.
     */
    public Planner looking(Planner planner, Inbox engine) {
        if (followed.isEmpty() && regime.isEmpty()) {
            return planner;
        }
        Planner looking = new Planner() {
            @Override
            public CompletionStage<Plan> plan(Symbol symbol) {
                lookNow(engine);
                return planner.plan(symbol);
            }

            @Override
            public CompletionStage<HoldingAdvice> advise(SignalId trade, Position position) {
                lookNow(engine);
                return planner.advise(trade, position);
            }
        };
        return new NamedPlanner(looking, () -> asked);
    }

    private void lookNow(Inbox engine) {
        lookBesides(engine);
        followed.ifPresent(day -> {
            day.changed(clock.instant()).ifPresent(reading -> follow(day, reading, engine));
            day.alert(journal, clock.instant());
        });
    }

    private void lookBesides(Inbox engine) {
        pivotAtStart.ifPresent(engine::post);
        pivotAtStart = Optional.empty();
        regime.ifPresent(it -> it.look(engine));
    }

    private void follow(FollowedGameplan day, GameplanReading reading, Inbox engine) {
        day.follow(reading, journal, clock.instant()).ifPresent(engine::post);
        warnOfSilence();
    }

    private void warnOfSilence() {
        boolean merged = followed.isEmpty() && regime.isEmpty();
        asked = inForce().stream()
                .map(it -> new AskedStrategy(it.name(), FiringCheck.canFire(it), merged))
                .toList();
        followed.stream()
                .flatMap(it -> it.plan().symbols().stream())
                .filter(symbol -> !traded.contains(symbol.value()))
                .forEach(symbol -> log.accept(symbol + " is in the gameplan and not among the symbols of this run"));
        for (AskedStrategy strategy : asked) {
            if (!strategy.canFire()) {
                log.accept("the strategy " + strategy.name()
                        + " stayed silent in every made-up market: with its parameters it may never fire");
            }
        }
    }

    private List<Strategy> inForce() {
        if (followed.isEmpty()) {
            return ConfiguredParts.strategies(config);
        }
        return followed.map(FollowedGameplan::plan)
                .filter(plan -> plan.strategy() != DayStrategy.C)
                .map(plan -> List.of(DayStrategies.rules(plan.strategy(), plan.tuning())))
                .orElse(List.of());
    }
}
