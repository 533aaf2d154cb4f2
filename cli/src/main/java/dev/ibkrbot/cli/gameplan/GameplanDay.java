package dev.ibkrbot.cli.gameplan;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.broker.trade.HoldingAdvice;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.execution.engine.Gate;
import dev.ibkrbot.execution.engine.Planner;
import dev.ibkrbot.execution.order.ExitRules;
import dev.ibkrbot.risk.RiskLimits;
import dev.ibkrbot.risk.gate.RiskGate;
import dev.ibkrbot.strategy.SignalMemory;
import dev.ibkrbot.strategy.gameplan.Gameplan;
import dev.ibkrbot.strategy.gameplan.Tuning;
import dev.ibkrbot.strategy.plan.DayStrategies;
import dev.ibkrbot.strategy.plan.GameplanPlanner;
import dev.ibkrbot.strategy.plan.PlannerSettings;
import dev.ibkrbot.strategy.plan.TradePlanner;
import dev.ibkrbot.strategy.regime.DayStrategy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** What plans and what judges by the gameplan in force. Stateless. */
public final class GameplanDay {
    private GameplanDay() {}

    /**
     * Plans by it.
     *
     * @param usual numbers of a strategy that the plan leaves open
     * @param forceCloseDte days to the expiration at which the account closes what is held; a plan may say more
     * @param base for what neither plan nor strategy settles; memory and executor as for any planner
     */
    public static Planner planner(
            FollowedGameplan followed,
            Function<DayStrategy, Tuning> usual,
            int forceCloseDte,
            PlannerSettings base,
            QuoteSource quotes,
            MarketCalendar calendar,
            InstantSource clock,
            SignalMemory memory,
            Executor executor) {
        GameplanPlanner planner = new GameplanPlanner(
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
                                OptionalInt.of(
                                        Math.max(forceCloseDte, plan.limits().forceCloseDte())),
                                base),
                        executor)::plan,
                quotes,
                clock,
                calendar.zone(),
                followed.breached(),
                followed::breach,
                base.minConfidence(),
                executor);
        return new Planner() {
            @Override
            public CompletionStage<Plan> plan(Symbol symbol) {
                return planner.plan(symbol);
            }

            @Override
            public CompletionStage<HoldingAdvice> advise(SignalId trade, Position position) {
                return planner.watch().thenApply(level -> HoldingAdvice.Keep.SILENT);
            }
        };
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
            RiskReview review = gate().review(proposal, book);
            Optional<Denial> planned = dayTrades(book);
            if (planned.isEmpty()) {
                return review;
            }
            List<Denial> denials = new ArrayList<>(review.match(approved -> List.of(), RiskReview.Denied::denials));
            denials.add(planned.get());
            return new RiskReview.Denied(proposal, denials);
        }

        @Override
        public List<GateAnswer> answers(RiskReview review, TradeProposal proposal, TradingBook book) {
            List<GateAnswer> answers = new ArrayList<>(gate().answers(proposal, book));
            dayTrades(book)
                    .map(it -> GateAnswer.failed("gameplan_day_trades", it.code(), it.limit(), it.actual()))
                    .ifPresent(answers::add);
            return answers;
        }

        @Override
        public List<Denial> standing(TradingBook book) {
            List<Denial> standing = new ArrayList<>(gate().standing(book));
            dayTrades(book).ifPresent(standing::add);
            return standing;
        }

        @Override
        public Optional<ApprovalDigest> custody(SignalId trade, Position found, ExitPlan exits, Instant at) {
            return Optional.of(gate().custody(trade, found, exits, at));
        }

        @Override
        public ExitRules exits() {
            Gameplan plan = followed.plan();
            return followed.breached().filter(plan.date()::equals).isPresent()
                    ? DayExits.of(DayStrategy.C, OptionalInt.of(plan.limits().forceCloseDte()))
                    : DayExits.of(plan);
        }

        private Optional<Denial> dayTrades(TradingBook book) {
            Gameplan plan = followed.plan();
            return plan.strategy() == DayStrategy.C ? Optional.empty() : PlanLimits.dayTrades(plan.limits(), book);
        }

        private RiskGate gate() {
            Gameplan plan = followed.plan();
            if (narrowedBy.filter(plan::equals).isEmpty()) {
                gate = new RiskGate(PlanLimits.narrowed(limits, plan.limits()));
                narrowedBy = Optional.of(plan);
            }
            return gate;
        }
    }
}
