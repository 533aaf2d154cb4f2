package dev.ibkrbot.strategy.plan;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.SelectionFunnel;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.broker.trade.SizeRule;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.strategy.fade.Fade;
import dev.ibkrbot.strategy.gameplan.Affordability;
import dev.ibkrbot.strategy.gameplan.EntryHours;
import dev.ibkrbot.strategy.gameplan.Gameplan;
import dev.ibkrbot.strategy.regime.DayStrategy;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Plans by the gameplan of the day: asks its gates, lets the planner of its strategy look for an entry, and judges what
 * that would cost. Whatever is not known stands against the entry.
 *
 * <p>Codes of a plan without trade beside those of {@link TradePlanner}: gameplan_not_today, strategy_c,
 * not_in_gameplan, earnings_blackout, weekly_governor_active, pdt_limit_reached, outside_entry_hours, before_vix_check,
 * vix_is_none, vix_above_threshold, rejected_affordability.
 *
 * <p>{@link #plan} may be called from any thread; all work and all state live on the executor. A plan that is replaced
 * takes effect with the next call.
 */
public final class GameplanPlanner {
    private static final String CONFIDENCE = "confidence_at_index";
    private static final String AFFORDABILITY = "affordability";
    private static final String SIZE = "position_size_multiplier";

    private final Supplier<Gameplan> gameplan;
    private final Function<Gameplan, Function<Symbol, CompletionStage<Plan>>> planners;
    private final IndexGate index;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Percent minConfidence;
    private final Executor executor;
    private Optional<Gameplan> followed = Optional.empty();
    private Function<Symbol, CompletionStage<Plan>> planner =
            symbol -> CompletableFuture.failedFuture(new IllegalStateException("no gameplan is followed yet"));

    /**
     * A planner that follows no plan yet.
     *
     * @param gameplan the plan in force, asked at every call
     * @param planners looks for entries by the strategy and tuning of a plan of A or B
     * @param zone of the exchange
     * @param breached date on which the volatility index was seen above the plan's threshold, if that is known from
     *     before a restart: nothing is entered on it any more
     * @param onBreach hears, on the executor, of a date on which that happens
     * @param minConfidence as of any planner
     * @param executor runs one task after the other
     */
    public GameplanPlanner(
            Supplier<Gameplan> gameplan,
            Function<Gameplan, Function<Symbol, CompletionStage<Plan>>> planners,
            QuoteSource quotes,
            InstantSource clock,
            ZoneId zone,
            Optional<LocalDate> breached,
            Consumer<LocalDate> onBreach,
            Percent minConfidence,
            Executor executor) {
        this.gameplan = gameplan;
        this.planners = planners;
        this.index = new IndexGate(quotes, zone, breached, onBreach);
        this.clock = clock;
        this.zone = zone;
        this.minConfidence = minConfidence;
        this.executor = executor;
    }

    /** What to do about the symbol now; fails when the broker could not answer what the strategy asked. */
    public CompletionStage<Plan> plan(Symbol symbol) {
        return CompletableFuture.supplyAsync(() -> begin(symbol), executor).thenCompose(Function.identity());
    }

    /** Looks at the index the plan bounds, where nothing is to be planned; absent when it is not known or not bounded. */
    public CompletionStage<OptionalDouble> watch() {
        return CompletableFuture.supplyAsync(this::look, executor).thenCompose(Function.identity());
    }

    private CompletionStage<OptionalDouble> look() {
        Gameplan plan = gameplan.get();
        Instant now = clock.instant();
        return Stages.then(index.watched(plan, now), executor, level -> {
            if (level.isPresent()) {
                index.ask(new AskedGates(), plan, now, level);
            }
            return CompletableFuture.completedFuture(level);
        });
    }

    private CompletionStage<Plan> begin(Symbol symbol) {
        Gameplan plan = gameplan.get();
        Instant now = clock.instant();
        AskedGates gates = new AskedGates();
        askOfTheDay(gates, plan, symbol, now);
        return Stages.then(index.reading(plan, symbol, now), executor, level -> {
            index.ask(gates, plan, now, level);
            return gates.objection().isPresent()
                    ? refused(plan, refusal(plan, now, gates), gates)
                    : entry(plan, symbol, level, gates);
        });
    }

    /** All that needs no question to the broker. */
    private void askOfTheDay(AskedGates gates, Gameplan plan, Symbol symbol, Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        LocalTime time = now.atZone(zone).toLocalTime();
        gates.ask("gameplan_date", plan.date().equals(today), "gameplan_not_today", today, plan.date());
        gates.ask(
                "strategy",
                plan.strategy() != DayStrategy.C && !plan.quarantined(),
                "strategy_c",
                "A or B",
                plan.strategy() + (plan.quarantined() ? ", data quarantined" : ""));
        boolean calm = !index.wasBreached(today);
        gates.ask(
                "vix_of_the_day",
                calm,
                IndexGate.ABOVE_THRESHOLD,
                "never above its bound today",
                calm ? "not seen above" : "above");
        gates.ask("symbol", plan.symbols().contains(symbol), "not_in_gameplan", plan.symbols(), symbol);
        gates.ask(
                "earnings",
                !plan.earningsBlackout().contains(symbol),
                "earnings_blackout",
                "none of " + plan.earningsBlackout(),
                symbol);
        boolean governed = plan.limits().governorActive();
        gates.ask("weekly_governor", !governed, "weekly_governor_active", "inactive", governed ? "active" : "inactive");
        int dayTrades = plan.limits().dayTradesLeft();
        gates.ask("day_trades_left", dayTrades > 0, "pdt_limit_reached", "1 or more", dayTrades);
        EntryHours hours = plan.entryHours().orElse(EntryHours.REGULAR);
        boolean inside = plan.entryHours().isEmpty() || hours.contains(time);
        gates.ask(
                "entry_hours",
                inside,
                "outside_entry_hours",
                hours.start() + " to " + hours.end(),
                time.truncatedTo(ChronoUnit.MINUTES));
    }

    private CompletionStage<Plan> entry(Gameplan plan, Symbol symbol, OptionalDouble level, AskedGates gates) {
        if (followed.filter(plan::equals).isEmpty()) {
            planner = planners.apply(plan);
            followed = Optional.of(plan);
        }
        return planner.apply(symbol).thenApply(found -> {
            gates.add(found.gates());
            return found.match(proposed -> sure(plan, proposed, level, gates), none -> notCosted(plan, none, gates))
                    .withGates(gates.answers());
        });
    }

    /** Whether a signal of B is still sure enough with the index as it is. */
    private Plan sure(Gameplan plan, Plan.Proposed proposed, OptionalDouble level, AskedGates gates) {
        if (plan.strategy() != DayStrategy.B) {
            return affordable(plan, proposed, gates);
        }
        Signal told = proposed.signal();
        Percent confidence = Fade.confidence(told.confidence(), level);
        Percent least = minConfidence.compareTo(Fade.LEAST_CONFIDENCE) > 0 ? minConfidence : Fade.LEAST_CONFIDENCE;
        boolean passes = confidence.compareTo(least) >= 0;
        gates.ask(
                CONFIDENCE,
                passes,
                TradePlanner.REJECTED_CONFIDENCE,
                "at least " + least,
                confidence + (level.isPresent() ? " with the index at " + level.getAsDouble() : ", index unknown"));
        Signal signal = new Signal(told.strategy(), told.action(), confidence, told.reason(), told.barEnd());
        return passes
                ? affordable(plan, new Plan.Proposed(signal, proposed.proposal(), proposed.funnel()), gates)
                : unaffordable(
                        new Plan.NoTrade(
                                signal,
                                TradePlanner.REJECTED_CONFIDENCE,
                                confidence + " is below " + least,
                                proposed.funnel()),
                        gates);
    }

    private static Plan notCosted(Gameplan plan, Plan.NoTrade none, AskedGates gates) {
        if (plan.strategy() == DayStrategy.B) {
            gates.notAsked(CONFIDENCE);
        }
        return unaffordable(none, gates);
    }

    private static Plan unaffordable(Plan.NoTrade none, AskedGates gates) {
        gates.notAsked(AFFORDABILITY);
        gates.notAsked(SIZE);
        return none;
    }

    private static Plan affordable(Gameplan plan, Plan.Proposed proposed, AskedGates gates) {
        TradeProposal proposal = proposed.proposal();
        Money cost = proposal.limit()
                .times(
                        proposal.instrument().multiplier(),
                        Quantity.ONE,
                        proposal.instrument().currency());
        Money most = plan.tuning().maxPremium().orElse(cost);
        Affordability.Verdict verdict = cost.compareTo(most) > 0
                ? Affordability.Verdict.SKIP
                : plan.affordability().judge(cost);
        boolean passes = verdict != Affordability.Verdict.SKIP;
        Money limit = plan.affordability()
                .ceiling()
                .min(plan.tuning().maxPremium().orElse(plan.affordability().ceiling()));
        gates.ask(AFFORDABILITY, passes, "rejected_affordability", limit, cost + " a contract, " + verdict.code());
        if (!passes) {
            gates.notAsked(SIZE);
            String detail = cost + " a contract, " + limit + " is the most";
            return new Plan.NoTrade(proposed.signal(), "rejected_affordability", detail, proposed.funnel());
        }
        boolean reduced = verdict == Affordability.Verdict.REDUCE_SIZE;
        SizeRule size = new SizeRule(plan.size(), reduced);
        gates.ask(SIZE, true, "", "100% of the usual budgets", size.budgets() + (reduced ? ", then half of it" : ""));
        return new Plan.Proposed(proposed.signal(), proposal.withSize(size), proposed.funnel());
    }

    /** An index that ended the day comes first of all that is closed: so the journal tells it to the next start. */
    private String refusal(Gameplan plan, Instant now, AskedGates gates) {
        LocalDate today = now.atZone(zone).toLocalDate();
        boolean trades = plan.strategy() != DayStrategy.C && plan.date().equals(today);
        return trades && index.wasBreached(today)
                ? IndexGate.ABOVE_THRESHOLD
                : gates.objection().orElseThrow();
    }

    private static CompletionStage<Plan> refused(Gameplan plan, String code, AskedGates gates) {
        Signal none = new Signal("gameplan", SignalAction.HOLD, Percent.ZERO, code, Instant.EPOCH);
        String detail = "strategy " + plan.strategy() + " of " + plan.date();
        gates.add(SignalGates.NONE_ASKED);
        if (plan.strategy() == DayStrategy.B) {
            gates.notAsked(CONFIDENCE);
        }
        gates.notAsked(AFFORDABILITY);
        gates.notAsked(SIZE);
        return CompletableFuture.completedFuture(
                new Plan.NoTrade(none, code, detail, SelectionFunnel.EMPTY, gates.answers()));
    }
}
