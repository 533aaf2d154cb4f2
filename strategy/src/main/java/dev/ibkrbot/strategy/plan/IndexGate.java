package dev.ibkrbot.strategy.plan;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.strategy.gameplan.Gameplan;
import dev.ibkrbot.strategy.regime.DayStrategy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The bounds a gameplan sets on the volatility index. Once it was seen at a bound, nothing is entered on that date any
 * more. Confined to the planner's executor.
 */
final class IndexGate {
    static final String ABOVE_THRESHOLD = "vix_above_threshold";
    private static final String GATE = "vix";
    private static final CompletionStage<OptionalDouble> NOT_LOOKED_AT =
            CompletableFuture.completedFuture(OptionalDouble.empty());

    private final VixReading vix;
    private final ZoneId zone;
    private final Consumer<LocalDate> onBreach;
    private Optional<LocalDate> breached;

    IndexGate(QuoteSource quotes, ZoneId zone, Optional<LocalDate> breached, Consumer<LocalDate> onBreach) {
        this.onBreach = onBreach;
        this.vix = new VixReading(quotes);
        this.zone = zone;
        this.breached = breached;
    }

    /** Whether it was seen at its bound on this date. */
    boolean wasBreached(LocalDate date) {
        return breached.filter(date::equals).isPresent();
    }

    /**
     * The index now; absent when it is not known, or nothing depends on it. From the check time on it is looked at also
     * while other gates are closed, so that a day on which it was too high is over though nothing could have been entered
     * then. Strategy B is less sure where it is known.
     */
    CompletionStage<OptionalDouble> reading(Gameplan plan, Symbol symbol, Instant now) {
        boolean over = plan.entryHours()
                .filter(hours -> time(now).truncatedTo(ChronoUnit.MINUTES).isAfter(hours.end()))
                .isPresent();
        boolean matters =
                plan.symbols().contains(symbol) && (isBounded(plan) || plan.strategy() == DayStrategy.B) && !over;
        return matters && isDue(plan, now) ? vix.at(now) : NOT_LOOKED_AT;
    }

    /** The same while a position is held and nothing is planned: its exits depend on whether the bound is reached. */
    CompletionStage<OptionalDouble> watched(Gameplan plan, Instant now) {
        return isBounded(plan) && isDue(plan, now) ? vix.at(now) : NOT_LOOKED_AT;
    }

    private boolean isDue(Gameplan plan, Instant now) {
        boolean early = plan.vixGate()
                .filter(gate -> time(now).isBefore(gate.checkTime()))
                .isPresent();
        return plan.date().equals(now.atZone(zone).toLocalDate())
                && plan.strategy() != DayStrategy.C
                && !wasBreached(plan.date())
                && !early;
    }

    private LocalTime time(Instant now) {
        return now.atZone(zone).toLocalTime();
    }

    /** Notes its answer among the others, and whether the day is over because of it. */
    void ask(AskedGates gates, Gameplan plan, Instant now, OptionalDouble level) {
        if (gates.objection().isPresent() && level.isEmpty()) {
            gates.notAsked(GATE);
            return;
        }
        if (!isBounded(plan)) {
            gates.ask(GATE, true, "", "no_vix_gate_configured", "not looked at");
            return;
        }
        Optional<String> unfit = objection(plan, time(now), level);
        if (unfit.filter(ABOVE_THRESHOLD::equals).isPresent()) {
            breached = Optional.of(plan.date());
            onBreach.accept(plan.date());
        }
        gates.ask(
                GATE,
                unfit.isEmpty(),
                unfit.orElse(""),
                bounds(plan),
                level.isPresent() ? level.getAsDouble() : "unknown");
    }

    private static boolean isBounded(Gameplan plan) {
        return plan.vixGate().isPresent() || plan.tuning().vixCeiling().isPresent();
    }

    private static Optional<String> objection(Gameplan plan, LocalTime time, OptionalDouble level) {
        Optional<String> unfit = plan.vixGate().flatMap(gate -> gate.objection(time, level));
        if (unfit.isPresent() || plan.tuning().vixCeiling().isEmpty()) {
            return unfit;
        }
        if (level.isEmpty()) {
            return Optional.of("vix_is_none");
        }
        boolean above = level.getAsDouble() >= plan.tuning().vixCeiling().getAsDouble();
        return above ? Optional.of(ABOVE_THRESHOLD) : Optional.empty();
    }

    private static String bounds(Gameplan plan) {
        String gate = plan.vixGate()
                .map(it -> "below " + it.threshold() + " from " + it.checkTime() + " on")
                .orElse("");
        OptionalDouble ceiling = plan.tuning().vixCeiling();
        String always = ceiling.isPresent() ? "below " + ceiling.getAsDouble() : "";
        return gate + (gate.isEmpty() || always.isEmpty() ? "" : ", ") + always;
    }
}
