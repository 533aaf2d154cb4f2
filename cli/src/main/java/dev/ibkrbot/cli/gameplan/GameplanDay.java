package dev.ibkrbot.cli.gameplan;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.execution.engine.Gate;
import dev.ibkrbot.execution.engine.Planner;
import dev.ibkrbot.execution.order.ExitRules;
import dev.ibkrbot.risk.RegimeLimits;
import dev.ibkrbot.risk.RiskLimits;
import dev.ibkrbot.risk.gate.RiskGate;
import dev.ibkrbot.strategy.SignalMemory;
import dev.ibkrbot.strategy.gameplan.Gameplan;
import dev.ibkrbot.strategy.gameplan.HardLimits;
import dev.ibkrbot.strategy.gameplan.Tuning;
import dev.ibkrbot.strategy.plan.DayStrategies;
import dev.ibkrbot.strategy.plan.GameplanPlanner;
import dev.ibkrbot.strategy.plan.PlannerSettings;
import dev.ibkrbot.strategy.plan.TradePlanner;
import dev.ibkrbot.strategy.regime.DayStrategy;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** What plans and what judges by the gameplan in force. Stateless. */
public final class GameplanDay {
    private static final Percent LEAST = Percent.of("0.0001");

    private GameplanDay() {}

    /**
     * Plans by it.
     *
     * @param usual numbers of a strategy that the plan leaves open
     * @param base for what neither plan nor strategy settles; memory and executor as for any planner
     */
    public static Planner planner(
            FollowedGameplan followed,
            Function<DayStrategy, Tuning> usual,
            PlannerSettings base,
            QuoteSource quotes,
            MarketCalendar calendar,
            InstantSource clock,
            SignalMemory memory,
            Executor executor) {
        return new GameplanPlanner(
                followed::plan,
                plan -> new TradePlanner(
                        quotes,
                        calendar,
                        clock,
                        List.of(DayStrategies.rules(plan.strategy(), tuning(plan, usual))),
                        memory,
                        DayStrategies.settings(
                                plan.strategy(),
                                tuning(plan, usual),
                                OptionalInt.of(plan.limits().forceCloseDte()),
                                base),
                        executor)::plan,
                quotes,
                clock,
                calendar.zone(),
                followed.breached(),
                executor)::plan;
    }

    private static Tuning tuning(Gameplan plan, Function<DayStrategy, Tuning> usual) {
        return plan.tuning().over(usual.apply(plan.strategy()));
    }

    /** Judges by the account's limits, narrowed by the plan's. */
    public static Gate gate(FollowedGameplan followed, RiskLimits limits) {
        return new NarrowedGate(followed, limits);
    }

    /** Confined to the engine thread. */
    private static final class NarrowedGate implements Gate {
        private final FollowedGameplan followed;
        private final RiskLimits limits;
        private Optional<Gameplan> narrowedBy = Optional.empty();
        private RiskGate gate;

        NarrowedGate(FollowedGameplan followed, RiskLimits limits) {
            this.followed = followed;
            this.limits = limits;
            this.gate = new RiskGate(limits);
        }

        @Override
        public RiskReview review(TradeProposal proposal, TradingBook book) {
            return gate().review(proposal, book);
        }

        @Override
        public List<GateAnswer> answers(RiskReview review, TradeProposal proposal, TradingBook book) {
            return gate().answers(proposal, book);
        }

        @Override
        public List<Denial> standing(TradingBook book) {
            return gate().standing(book);
        }

        @Override
        public ExitRules exits() {
            return DayExits.of(followed.plan());
        }

        private RiskGate gate() {
            Gameplan plan = followed.plan();
            if (narrowedBy.filter(plan::equals).isEmpty()) {
                gate = new RiskGate(narrowed(limits, plan.limits()));
                narrowedBy = Optional.of(plan);
            }
            return gate;
        }
    }

    /** The stricter of both, limit by limit. */
    static RiskLimits narrowed(RiskLimits account, HardLimits day) {
        RegimeLimits regime = account.regime();
        Percent week = day.maxWeeklyDrawdown()
                .map(it -> lesser(it, regime.maxWeeklyLoss()))
                .orElse(regime.maxWeeklyLoss());
        Optional<Money> cost = regime.maxPositionCost().isPresent()
                        && day.maxPosition().isPresent()
                ? Optional.of(
                        regime.maxPositionCost().get().min(day.maxPosition().get()))
                : day.maxPosition().or(regime::maxPositionCost);
        return account.withMaxDailyLoss(lesser(day.maxDailyLoss(), account.maxDailyLoss()))
                .withRegime(regime.with(week, cost));
    }

    /** A bound of nothing at all is taken for the least there is: the first cent of loss reaches it. */
    private static Percent lesser(Percent day, Percent account) {
        Percent least = day.isPositive() ? day : LEAST;
        return least.compareTo(account) < 0 ? least : account;
    }
}
