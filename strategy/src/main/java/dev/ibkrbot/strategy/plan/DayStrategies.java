package dev.ibkrbot.strategy.plan;

import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.strategy.Strategy;
import dev.ibkrbot.strategy.fade.Fade;
import dev.ibkrbot.strategy.fade.FadeParameters;
import dev.ibkrbot.strategy.gameplan.Tuning;
import dev.ibkrbot.strategy.momentum.Momentum;
import dev.ibkrbot.strategy.momentum.MomentumParameters;
import dev.ibkrbot.strategy.regime.DayStrategy;
import dev.ibkrbot.strategy.selection.Moneyness;
import dev.ibkrbot.strategy.selection.SelectionCriteria;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** What strategies A and B are made of, with the numbers that a gameplan or a configuration sets. Stateless. */
public final class DayStrategies {
    private static final Percent EMERGENCY = Percent.of("40");

    private DayStrategies() {}

    /** The rules of A or B; {@link IllegalArgumentException} for C, which has none. */
    public static Strategy rules(DayStrategy strategy, Tuning tuning) {
        if (strategy == DayStrategy.A) {
            MomentumParameters usual = MomentumParameters.DEFAULT;
            return new Momentum(new MomentumParameters(
                    tuning.fastPeriod().orElse(usual.fastPeriod()),
                    tuning.slowPeriod().orElse(usual.slowPeriod()),
                    usual.rsiPeriod(),
                    tuning.rsiMin().orElse(usual.rsiLow()),
                    tuning.rsiMax().orElse(usual.rsiHigh())));
        }
        requireTrading(strategy);
        return new Fade(FadeParameters.DEFAULT);
    }

    /**
     * How signals of A or B become proposals.
     *
     * @param closeAtDte days to the expiration at which positions are closed; absent leaves it to the engine
     * @param base for what neither strategy nor tuning settles
     */
    public static PlannerSettings settings(
            DayStrategy strategy, Tuning tuning, OptionalInt closeAtDte, PlannerSettings base) {
        requireTrading(strategy);
        boolean momentum = strategy == DayStrategy.A;
        Moneyness moneyness = tuning.moneyness()
                .flatMap(word -> Moneyness.ofKey(word.toLowerCase(Locale.ROOT)))
                .orElse(momentum ? Moneyness.ATM : Moneyness.OTM_1);
        Percent usualProfit = Percent.of(momentum ? "15" : "8");
        ExitPlan exits = new ExitPlan(
                tuning.withoutTakeProfit()
                        ? Optional.empty()
                        : Optional.of(tuning.takeProfit().orElse(usualProfit)),
                Optional.of(tuning.stopLoss().orElse(Percent.of(momentum ? "25" : "15"))),
                Optional.of(base.exits().emergencyLoss().orElse(EMERGENCY)),
                Optional.of(tuning.timeStop().orElse(Duration.ofMinutes(momentum ? 90 : 45))),
                closeAtDte);
        return new PlannerSettings(
                base.instrument(),
                base.minConfidence(),
                base.allowPuts(),
                tuning.minDte().orElse(momentum ? 2 : 5),
                new SelectionCriteria(
                        moneyness,
                        base.criteria().strikeCount(),
                        base.criteria().liquidity()),
                exits);
    }

    private static void requireTrading(DayStrategy strategy) {
        if (strategy == DayStrategy.C) {
            throw new IllegalArgumentException("strategy C trades nothing");
        }
    }
}
