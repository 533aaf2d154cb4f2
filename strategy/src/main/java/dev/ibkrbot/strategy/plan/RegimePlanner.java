package dev.ibkrbot.strategy.plan;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.SelectionFunnel;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.broker.trade.SizeRule;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.strategy.regime.DayChoice;
import dev.ibkrbot.strategy.regime.DayOutlook;
import dev.ibkrbot.strategy.regime.DayStrategy;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Plans by the strategy that the volatility index calls for, by {@link DayChoice}, asked anew at every call. Another
 * strategy, be it the first of a date, is handed to the listener and enters nothing at the call that found it, so that
 * whoever counts changes has counted this one before anything comes of it. An index that is not known enters nothing
 * and changes nothing.
 *
 * <p>Codes of a plan without trade beside those of {@link TradePlanner}: vix_is_none, regime_changed, regime_crisis,
 * not_in_regime.
 *
 * <p>{@link #plan} may be called from any thread; all work and all state live on the executor, the listener is called
 * there.
 */
public final class RegimePlanner {
    private final VixReading vix;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Function<DayStrategy, Function<Symbol, CompletionStage<Plan>>> planners;
    private final Consumer<DayChoice> chosen;
    private final Executor executor;
    private final Map<DayStrategy, Function<Symbol, CompletionStage<Plan>>> opened = new EnumMap<>(DayStrategy.class);
    private Optional<Choice> inForce = Optional.empty();

    private record Choice(LocalDate date, DayStrategy strategy) {}

    /**
     * A planner that has chosen nothing yet.
     *
     * @param zone of the exchange
     * @param planners looks for entries by A or B; asked once for each
     * @param chosen hears of every other strategy
     * @param executor runs one task after the other
     */
    public RegimePlanner(
            QuoteSource quotes,
            InstantSource clock,
            ZoneId zone,
            Function<DayStrategy, Function<Symbol, CompletionStage<Plan>>> planners,
            Consumer<DayChoice> chosen,
            Executor executor) {
        this.vix = new VixReading(quotes);
        this.clock = clock;
        this.zone = zone;
        this.planners = planners;
        this.chosen = chosen;
        this.executor = executor;
    }

    /** What to do about the symbol now; fails when the broker could not answer what the strategy asked. */
    public CompletionStage<Plan> plan(Symbol symbol) {
        return CompletableFuture.supplyAsync(() -> begin(symbol), executor).thenCompose(Function.identity());
    }

    private CompletionStage<Plan> begin(Symbol symbol) {
        Instant now = clock.instant();
        return Stages.then(vix.at(now), executor, level -> judged(symbol, now, level));
    }

    private CompletionStage<Plan> judged(Symbol symbol, Instant now, OptionalDouble level) {
        AskedGates gates = new AskedGates();
        gates.ask(
                "vix", level.isPresent(), "vix_is_none", "known", level.isPresent() ? level.getAsDouble() : "unknown");
        if (level.isEmpty()) {
            return refused(gates);
        }
        DayChoice day = DayChoice.of(new DayOutlook(level, false, false, 0, false, 0));
        Choice choice = new Choice(now.atZone(zone).toLocalDate(), day.strategy());
        boolean stands = inForce.filter(choice::equals).isPresent();
        gates.ask(
                "regime_stands",
                stands,
                "regime_changed",
                day.strategy() + ", " + day.reason(),
                inForce.map(it -> it.strategy() + " of " + it.date()).orElse("none"));
        if (!stands) {
            inForce = Optional.of(choice);
            chosen.accept(day);
            return refused(gates);
        }
        gates.ask("strategy", day.strategy() != DayStrategy.C, day.reason(), "A or B", day.strategy());
        gates.ask("symbol", day.symbols().contains(symbol), "not_in_regime", day.symbols(), symbol);
        return gates.objection().isPresent() ? refused(gates) : entry(symbol, day, gates);
    }

    private CompletionStage<Plan> entry(Symbol symbol, DayChoice day, AskedGates gates) {
        SizeRule size = new SizeRule(day.size(), false);
        return opened.computeIfAbsent(day.strategy(), planners).apply(symbol).thenApply(plan -> {
            gates.add(plan.gates());
            return plan.match(
                            proposed -> new Plan.Proposed(
                                    proposed.signal(), proposed.proposal().withSize(size), proposed.funnel()),
                            none -> none)
                    .withGates(gates.answers());
        });
    }

    private static CompletionStage<Plan> refused(AskedGates gates) {
        String code = gates.objection().orElseThrow();
        gates.add(SignalGates.NONE_ASKED);
        Signal none = new Signal("regime", SignalAction.HOLD, Percent.ZERO, code, Instant.EPOCH);
        return CompletableFuture.completedFuture(
                new Plan.NoTrade(none, code, "", SelectionFunnel.EMPTY, gates.answers()));
    }
}
