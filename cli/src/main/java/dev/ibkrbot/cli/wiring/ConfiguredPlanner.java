package dev.ibkrbot.cli.wiring;

import dev.ibkrbot.broker.Broker;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.trade.HoldingAdvice;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.execution.engine.Planner;
import dev.ibkrbot.strategy.SignalMemory;
import dev.ibkrbot.strategy.plan.DeltaPicker;
import dev.ibkrbot.strategy.plan.RegimePlanner;
import dev.ibkrbot.strategy.plan.TradePlanner;
import dev.ibkrbot.strategy.plan.TradedInstrument;
import dev.ibkrbot.strategy.regime.DayChoice;
import dev.ibkrbot.strategy.selection.DeltaTarget;
import dev.ibkrbot.strategy.spread.SpreadPlanner;
import dev.ibkrbot.strategy.spread.SpreadSettings;
import dev.ibkrbot.strategy.wheel.WheelPlanner;
import dev.ibkrbot.strategy.wheel.WheelSettings;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Makes the planner that the configuration names. */
public final class ConfiguredPlanner {
    private ConfiguredPlanner() {}

    /** The planner of a run; {@code memory} and the executor as {@link TradePlanner} wants them. */
    public static Planner of(
            BotConfig config,
            TradedInstrument instrument,
            Broker broker,
            MarketCalendar calendar,
            InstantSource clock,
            SignalMemory memory,
            Executor executor) {
        if (config.strategy().name().writes()) {
            DeltaPicker picker = new DeltaPicker(
                    broker.quotes(), calendar, clock, ConfiguredParts.liquidity(config.options()), executor);
            return config.strategy().name() == BotConfig.StrategyName.WHEEL
                    ? wheel(new WheelPlanner(
                            broker.quotes(),
                            broker.accounts(),
                            calendar,
                            clock,
                            picker,
                            turns(config.writing())::apply,
                            executor))
                    : new SpreadPlanner(
                                    broker.quotes(),
                                    broker.accounts(),
                                    calendar,
                                    clock,
                                    picker,
                                    spread(config),
                                    executor)::plan;
        }
        return new TradePlanner(
                broker.quotes(),
                calendar,
                clock,
                ConfiguredParts.strategies(config),
                memory,
                ConfiguredParts.planner(config, instrument),
                executor)::plan;
    }

    /**
     * The planner of a run whose strategy the volatility index decides, whatever the configuration names.
     *
     * @param chosen hears, on the executor, of every other strategy
     */
    public static Planner byRegime(
            BotConfig config,
            TradedInstrument instrument,
            Broker broker,
            MarketCalendar calendar,
            InstantSource clock,
            SignalMemory memory,
            Consumer<DayChoice> chosen,
            Executor executor) {
        return new RegimePlanner(
                broker.quotes(),
                clock,
                calendar.zone(),
                strategy -> new TradePlanner(
                        broker.quotes(),
                        calendar,
                        clock,
                        List.of(ConfiguredParts.rules(strategy, config)),
                        memory,
                        ConfiguredParts.planner(strategy, config, instrument),
                        executor)::plan,
                chosen,
                executor)::plan;
    }

    private static Planner wheel(WheelPlanner wheel) {
        return new Planner() {
            @Override
            public CompletionStage<Plan> plan(Symbol symbol) {
                return wheel.plan(symbol);
            }

            @Override
            public CompletionStage<HoldingAdvice> advise(SignalId trade, Position position) {
                return wheel.advise(trade, position);
            }
        };
    }

    /** How the wheel turns by symbol. */
    private record Turns(WheelSettings usual, Map<Symbol, WheelSettings> others) {
        WheelSettings apply(Symbol symbol) {
            return others.getOrDefault(symbol, usual);
        }
    }

    private static Turns turns(BotConfig.Writing writing) {
        Map<Symbol, WheelSettings> others = new HashMap<>();
        for (String text : writing.targets()) {
            String[] parts = text.split("[=/]");
            DeltaTarget target = new DeltaTarget(Double.parseDouble(parts[1]), Integer.parseInt(parts[2]));
            others.put(new Symbol(parts[0]), settings(writing, target, target));
        }
        WheelSettings usual = settings(
                writing,
                new DeltaTarget(writing.putDelta(), writing.putDays()),
                new DeltaTarget(writing.callDelta(), writing.callDays()));
        return new Turns(usual, others);
    }

    private static WheelSettings settings(BotConfig.Writing writing, DeltaTarget put, DeltaTarget call) {
        return new WheelSettings(
                put, call, writing.takeProfit(), writing.stopLoss(), writing.leastPremium(), writing.rollDays());
    }

    private static SpreadSettings spread(BotConfig config) {
        BotConfig.Writing writing = config.writing();
        boolean condor = config.strategy().name() == BotConfig.StrategyName.CONDOR;
        boolean call = !condor && writing.side() == BotConfig.VerticalSide.CALL;
        DeltaTarget sold = call
                ? new DeltaTarget(writing.callDelta(), writing.callDays())
                : new DeltaTarget(writing.putDelta(), writing.putDays());
        return new SpreadSettings(
                condor ? "condor" : "vertical",
                condor ? List.of(Right.PUT, Right.CALL) : List.of(call ? Right.CALL : Right.PUT),
                sold,
                writing.width(),
                writing.takeProfit(),
                writing.stopLoss(),
                writing.leastPremium());
    }
}
