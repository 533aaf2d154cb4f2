package dev.ibkrbot.strategy.plan;

import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.strategy.selection.SelectionCriteria;
import java.util.Optional;

/**
 * How signals become proposals. Immutable.
 *
 * @param instrument option or underlying
 * @param minConfidence signals below it are not traded; 0 % to 100 %
 * @param allowPuts whether a falling view may be acted on
 * @param minDte least calendar days to the expiration; 0 allows options that expire today
 * @param criteria what is asked of a contract; unused for the underlying
 * @param exits where to leave, handed on with every proposal
 */
public record PlannerSettings(
        TradedInstrument instrument,
        Percent minConfidence,
        boolean allowPuts,
        int minDte,
        SelectionCriteria criteria,
        ExitPlan exits) {
    /** Options from one day to expiration, any confidence, take profit 30 %, stop 20 %. */
    public static final PlannerSettings DEFAULT = new PlannerSettings(
            TradedInstrument.OPTION,
            Percent.ZERO,
            true,
            1,
            SelectionCriteria.DEFAULT,
            new ExitPlan(Optional.of(Percent.of("30")), Optional.of(Percent.of("20"))));

    public PlannerSettings {
        if (minConfidence.compareTo(Percent.ZERO) < 0 || minConfidence.compareTo(Percent.HUNDRED) > 0) {
            throw new IllegalArgumentException("minConfidence is outside 0% to 100%: " + minConfidence);
        }
        if (minDte < 0) {
            throw new IllegalArgumentException("minDte is negative: " + minDte);
        }
    }
}
