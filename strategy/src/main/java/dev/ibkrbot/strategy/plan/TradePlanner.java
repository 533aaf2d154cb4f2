package dev.ibkrbot.strategy.plan;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.SelectionFunnel;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.strategy.SignalMemory;
import dev.ibkrbot.strategy.Strategy;
import dev.ibkrbot.strategy.StrategyRun;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * From a symbol to a plan: asks for the bars that are new, feeds the strategies, merges their answers, and turns a
 * signal into one proposal with a limit on the price grid and exits, or says why there is nothing to do.
 *
 * <p>Strategies are given in ascending precedence: the last one that does not HOLD decides. Codes of a plan without
 * trade: hold, insufficient_bars, stale_bars, debounced, no_session, rejected_confidence, puts_disabled,
 * no_underlying_price, no_expiration, no_viable_option.
 *
 * <p>{@link #plan} may be called from any thread. All work and all state live on the executor, which must run one task
 * after the other; with {@code Runnable::run} and a source whose stages are complete everything happens inside the
 * call.
 */
public final class TradePlanner {
    static final String REJECTED_CONFIDENCE = "rejected_confidence";
    static final String PUTS_DISABLED = "puts_disabled";

    private final QuoteSource quotes;
    private final MarketCalendar calendar;
    private final InstantSource clock;
    private final List<Strategy> strategies;
    private final SignalMemory memory;
    private final PlannerSettings settings;
    private final Executor executor;
    private final Entry entry;
    private final SignalGates gates;
    private final Set<String> quietStrategies;
    private final Map<Symbol, List<StrategyDesk>> desks = new HashMap<>();
    private Optional<TradingSession> session = Optional.empty();

    /**
     * A planner that has seen nothing yet.
     *
     * @param strategies at least one, in ascending precedence
     * @param memory told beforehand what fired before a restart; the planner notes in it what fires from now on
     * @param executor runs one task after the other
     */
    public TradePlanner(
            QuoteSource quotes,
            MarketCalendar calendar,
            InstantSource clock,
            List<Strategy> strategies,
            SignalMemory memory,
            PlannerSettings settings,
            Executor executor) {
        if (strategies.isEmpty()) {
            throw new IllegalArgumentException("no strategies");
        }
        this.quotes = quotes;
        this.calendar = calendar;
        this.clock = clock;
        this.strategies = List.copyOf(strategies);
        this.memory = memory;
        this.settings = settings;
        this.executor = executor;
        this.entry = settings.instrument() == TradedInstrument.OPTION
                ? new OptionEntry(quotes, calendar, clock, settings, executor)
                : new UnderlyingEntry(quotes, clock, settings, executor);
        this.gates = new SignalGates(settings.allowPuts());
        this.quietStrategies = strategies.stream()
                .filter(strategy -> !strategy.quietPeriod().isZero())
                .map(Strategy::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What to do about the symbol now. The stage fails with a {@link dev.ibkrbot.broker.error.BrokerException} when the
     * broker could not answer; asking again later goes on where this left off.
     */
    public CompletionStage<Plan> plan(Symbol symbol) {
        CompletableFuture<Plan> answer = new CompletableFuture<>();
        try {
            executor.execute(() -> answer(symbol, answer));
        } catch (RuntimeException refused) {
            answer.completeExceptionally(refused);
        }
        return answer;
    }

    private void answer(Symbol symbol, CompletableFuture<Plan> answer) {
        try {
            CompletionStage<Plan> stage = begin(symbol);
            if (Stages.isThere(stage)) {
                answer.complete(stage.toCompletableFuture().join());
                return;
            }
            stage.whenComplete((plan, failure) -> {
                if (failure == null) {
                    answer.complete(plan);
                } else {
                    answer.completeExceptionally(Stages.unwrapped(failure));
                }
            });
        } catch (RuntimeException failure) {
            answer.completeExceptionally(Stages.unwrapped(failure));
        }
    }

    private CompletionStage<Plan> begin(Symbol symbol) {
        Instant now = clock.instant();
        List<StrategyDesk> symbolDesks = desks.computeIfAbsent(symbol, this::open);
        if (session.isEmpty() || !session.get().contains(now)) {
            session = calendar.session(calendar.tradingDate(now));
        }
        if (session.isEmpty()) {
            Signal none = symbolDesks.get(0).hold("no_session", Instant.EPOCH);
            return noTrade(none, "no_session", calendar.tradingDate(now) + " has no session");
        }
        return upToDate(symbol, symbolDesks, 0, now, session.get());
    }

    private List<StrategyDesk> open(Symbol symbol) {
        Instrument underlying = new Stock(symbol, Currency.USD);
        return strategies.stream()
                .map(strategy -> new StrategyDesk(strategy, symbol, underlying))
                .toList();
    }

    private CompletionStage<Plan> upToDate(
            Symbol symbol, List<StrategyDesk> symbolDesks, int index, Instant now, TradingSession today) {
        if (index == symbolDesks.size()) {
            return decide(symbol, merged(symbolDesks, now), now);
        }
        return Stages.then(
                symbolDesks.get(index).upToDate(now, today, quotes, calendar, executor),
                executor,
                desk -> upToDate(symbol, symbolDesks, index + 1, now, today));
    }

    /** The last desk that wants something decides; when none does, one that was kept from it says so. */
    private Signal merged(List<StrategyDesk> symbolDesks, Instant now) {
        Signal merged = symbolDesks.get(0).signal(now, memory);
        for (int i = 1; i < symbolDesks.size(); i++) {
            Signal signal = symbolDesks.get(i).signal(now, memory);
            if (!signal.isHold() || (merged.isHold() && wasKeptBack(signal))) {
                merged = signal;
            }
        }
        return merged;
    }

    private static boolean wasKeptBack(Signal hold) {
        return hold.reason().equals(StrategyDesk.DEBOUNCED) || hold.reason().equals(StrategyDesk.STALE_BARS);
    }

    private CompletionStage<Plan> decide(Symbol symbol, Signal signal, Instant now) {
        if (signal.isHold()) {
            boolean plain = !wasKeptBack(signal) && !signal.reason().equals(StrategyRun.INSUFFICIENT_BARS);
            return noTrade(signal, plain ? "hold" : signal.reason(), signal.reason());
        }
        Percent least = leastConfidence(signal.strategy());
        CompletionStage<Plan> plan =
                wanted(symbol, signal, least).thenApply(found -> found.withGates(gates.asked(signal, least, found)));
        return fired(symbol, signal, now, plan);
    }

    private CompletionStage<Plan> wanted(Symbol symbol, Signal signal, Percent least) {
        if (signal.confidence().compareTo(least) < 0) {
            return noTrade(signal, REJECTED_CONFIDENCE, signal.confidence() + " is below " + least);
        }
        if (!settings.allowPuts()
                && signal.action().right().filter(Right.PUT::equals).isPresent()) {
            return noTrade(signal, PUTS_DISABLED, signal.action().toString());
        }
        return entry.plan(symbol, signal);
    }

    /** The stricter of what is configured and what the strategy asks for. */
    private Percent leastConfidence(String strategyName) {
        return strategies.stream()
                .filter(strategy -> strategy.name().equals(strategyName))
                .map(Strategy::minConfidence)
                .filter(own -> own.compareTo(settings.minConfidence()) > 0)
                .findFirst()
                .orElse(settings.minConfidence());
    }

    /** Notes a signal once its plan is there: after a failure the same signal may be asked for again. */
    private CompletionStage<Plan> fired(Symbol symbol, Signal signal, Instant now, CompletionStage<Plan> plan) {
        if (!quietStrategies.contains(signal.strategy())) {
            return plan;
        }
        return plan.thenApply(result -> {
            memory.fired(signal.strategy(), symbol, now);
            return result;
        });
    }

    private CompletionStage<Plan> noTrade(Signal signal, String code, String detail) {
        return CompletableFuture.completedFuture(
                new Plan.NoTrade(signal, code, detail, SelectionFunnel.EMPTY, gates.held(signal.reason())));
    }
}
