package dev.ibkrbot.cli.wiring;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.execution.engine.CycleRecording;
import dev.ibkrbot.execution.engine.EngineSettings;
import dev.ibkrbot.execution.engine.Gate;
import dev.ibkrbot.execution.order.ExitRules;
import dev.ibkrbot.execution.order.ExitSettings;
import dev.ibkrbot.risk.RiskLimits;
import dev.ibkrbot.risk.WritingLimits;
import dev.ibkrbot.risk.gate.RiskGate;
import dev.ibkrbot.strategy.Strategy;
import dev.ibkrbot.strategy.gameplan.Tuning;
import dev.ibkrbot.strategy.plan.DayStrategies;
import dev.ibkrbot.strategy.plan.PlannerSettings;
import dev.ibkrbot.strategy.plan.TradedInstrument;
import dev.ibkrbot.strategy.regime.DayStrategy;
import dev.ibkrbot.strategy.scalp.Scalp;
import dev.ibkrbot.strategy.scalp.ScalpParameters;
import dev.ibkrbot.strategy.selection.LiquidityRule;
import dev.ibkrbot.strategy.selection.SelectionCriteria;
import dev.ibkrbot.strategy.whale.Whale;
import dev.ibkrbot.strategy.whale.WhaleParameters;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Translates the configuration into the parameter records of the modules, so that no module knows of files. */
public final class ConfiguredParts {
    /** A spread this narrow is always accepted: one nickel on each side rescues cheap options. */
    private static final Price NARROW_SPREAD = Price.of("0.10");

    /** What an option contract costs in fees each way, as reserved before an entry. */
    private static final Money FEE_RESERVE = Money.usd("1.00");

    /** Delta and days of both sides, and when to take profit and to roll. */
    private static final int WRITING_PARAMETERS = 6;

    private static final LocalTime REGULAR_CLOSE = LocalTime.of(16, 0);
    private static final Duration ACCOUNT_AGE = Duration.ofMinutes(5);
    private static final Duration APPROVAL_TTL = Duration.ofSeconds(5);

    private ConfiguredParts() {}

    /**
     * The strategies in ascending precedence: the last that does not hold decides. None for those that write options;
     * both that a regime may call for.
     */
    public static List<Strategy> strategies(BotConfig config) {
        return switch (config.strategy().name()) {
            case SCALP, WHALE -> barStrategies(config);
            case MOMENTUM -> List.of(rules(DayStrategy.A, config));
            case FADE -> List.of(rules(DayStrategy.B, config));
            case REGIME -> List.of(rules(DayStrategy.A, config), rules(DayStrategy.B, config));
            case WHEEL, VERTICAL, CONDOR -> List.of();
        };
    }

    static Strategy rules(DayStrategy strategy, BotConfig config) {
        return DayStrategies.rules(strategy, tuning(strategy, config));
    }

    /** What the configuration sets of strategies A and B. */
    public static Tuning tuning(DayStrategy strategy, BotConfig config) {
        return switch (strategy) {
            case A -> config.strategy().momentum();
            case B -> config.strategy().fade();
            case C -> Tuning.NONE;
        };
    }

    private static List<Strategy> barStrategies(BotConfig config) {
        Strategy scalp = new Scalp(ScalpParameters.DEFAULT);
        WhaleParameters defaults = WhaleParameters.DEFAULT;
        Strategy whale = new Whale(new WhaleParameters(
                config.whale().lookback(),
                config.whale().volumeMultiple(),
                defaults.minimumBars(),
                config.whale().debounce(),
                defaults.strengthScale(),
                defaults.strengthWeight(),
                defaults.volumeWeight()));
        if (config.strategy().name() == BotConfig.StrategyName.WHALE) {
            return List.of(whale);
        }
        return config.strategy().merge() == BotConfig.Merge.WHALE_OVERRIDES ? List.of(scalp, whale) : List.of(scalp);
    }

    /** How signals become proposals; for a regime, what neither of its strategies settles. */
    public static PlannerSettings planner(BotConfig config, TradedInstrument instrument) {
        return switch (config.strategy().name()) {
            case MOMENTUM -> planner(DayStrategy.A, config, instrument);
            case FADE -> planner(DayStrategy.B, config, instrument);
            default -> usual(config, instrument);
        };
    }

    static PlannerSettings planner(DayStrategy strategy, BotConfig config, TradedInstrument instrument) {
        return DayStrategies.settings(
                strategy, tuning(strategy, config), OptionalInt.empty(), usual(config, instrument));
    }

    private static PlannerSettings usual(BotConfig config, TradedInstrument instrument) {
        BotConfig.Options options = config.options();
        return new PlannerSettings(
                instrument,
                config.strategy().minConfidence(),
                options.allowPuts(),
                options.minDaysToExpiry(),
                new SelectionCriteria(options.moneyness(), options.strikeCount(), liquidity(options)),
                ConfiguredRegime.exits(config.risk()));
    }

    static LiquidityRule liquidity(BotConfig.Options options) {
        return new LiquidityRule(NARROW_SPREAD, options.maxSpread(), options.minVolume());
    }

    /** The names of the strategies, for records and reports. */
    public static List<String> strategyNames(BotConfig config) {
        return config.strategy().name().writes()
                ? List.of(config.strategy().name().name().toLowerCase(Locale.ROOT))
                : strategies(config).stream().map(Strategy::name).toList();
    }

    /** Numbers in the rules that could have been chosen otherwise. */
    public static int freeParameters(BotConfig config) {
        return config.strategy().name().writes()
                ? WRITING_PARAMETERS
                : strategies(config).stream().mapToInt(Strategy::freeParameters).sum();
    }

    /** What the account may risk. Options are written only by a strategy that does nothing else. */
    public static RiskLimits limits(BotConfig config) {
        RiskLimits limits = boughtOnly(config);
        return config.strategy().name().writes()
                ? limits.withWriting(new WritingLimits(
                        WritingLimits.Allowed.SECURED, config.writing().maxCollateral()))
                : limits;
    }

    private static RiskLimits boughtOnly(BotConfig config) {
        BotConfig.Risk risk = config.risk();
        RiskLimits limits = new RiskLimits(
                risk.maxRiskPerTrade(),
                risk.maxDailyLoss(),
                risk.maxPosition(),
                Optional.empty(),
                risk.maxOpenPositions(),
                risk.maxOrdersPerMinute(),
                risk.maxQuoteAge(),
                ACCOUNT_AGE,
                risk.priceCollar(),
                Money.zero(Currency.USD),
                FEE_RESERVE,
                config.broker().delayedData(),
                APPROVAL_TTL);
        return limits.withRegime(ConfiguredRegime.limits(config));
    }

    /** Risk as the engine asks it, with what stands for exits. */
    public static Gate gate(RiskLimits limits, Supplier<ExitRules> exits) {
        RiskGate gate = new RiskGate(limits);
        return new Gate() {
            @Override
            public RiskReview review(TradeProposal proposal, TradingBook book) {
                return gate.review(proposal, book);
            }

            @Override
            public List<GateAnswer> answers(RiskReview review, TradeProposal proposal, TradingBook book) {
                return gate.answers(proposal, book);
            }

            @Override
            public List<Denial> standing(TradingBook book) {
                return gate.standing(book);
            }

            @Override
            public Optional<ApprovalDigest> custody(SignalId trade, Position found, ExitPlan plan, Instant at) {
                return Optional.of(gate.custody(trade, found, plan, at));
            }

            @Override
            public ExitRules exits() {
                return exits.get();
            }
        };
    }

    /**
     * How the engine trades. The last entry is as far before an early close as before a regular one. What is written is
     * held to its end: neither the close nor a near expiration ends it.
     */
    public static EngineSettings engine(BotConfig config, List<Symbol> symbols, CycleRecording recording) {
        BotConfig.Schedule schedule = config.schedule();
        EngineSettings defaults = EngineSettings.defaults(mode(config), symbols, recording);
        boolean writes = config.strategy().name().writes();
        Duration flatten = writes ? Duration.ZERO : schedule.flattenBeforeClose();
        return new EngineSettings(
                mode(config),
                symbols,
                Duration.between(schedule.lastEntry(), REGULAR_CLOSE),
                flatten.isZero() ? Optional.empty() : Optional.of(flatten),
                writes
                        ? OptionalInt.empty()
                        : OptionalInt.of(config.risk().supervision().forceCloseDte()),
                schedule.interval(),
                defaults.auditInterval(),
                exits(config.orders()),
                recording,
                defaults.firstOrderId(),
                ConfiguredRegime.adoption(config));
    }

    private static ExitSettings exits(BotConfig.Orders orders) {
        ExitSettings defaults = ExitSettings.DEFAULT;
        return new ExitSettings(
                orders.entryTimeout(),
                orders.entryRepricings(),
                defaults.protectionTimeout(),
                defaults.closeTimeout(),
                defaults.cancelTimeout(),
                defaults.feeWait(),
                orders.closeStyle(),
                orders.refusedExits());
    }

    public static TradingMode mode(BotConfig config) {
        return switch (config.trading().mode()) {
            case DRY_RUN -> TradingMode.DRY_RUN;
            case PAPER -> TradingMode.PAPER;
            case LIVE -> TradingMode.LIVE;
        };
    }
}
