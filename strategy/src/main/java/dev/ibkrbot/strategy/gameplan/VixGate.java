package dev.ibkrbot.strategy.gameplan;

import java.time.LocalTime;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A bound on the volatility index: it must be below it at the check time, and stay below it afterwards. Immutable.
 *
 * @param checkTime of New York; before it nothing is entered
 * @param threshold entries need a reading below it
 */
public record VixGate(LocalTime checkTime, double threshold) {
    public VixGate {
        if (!(threshold > 0) || Double.isInfinite(threshold)) {
            throw new IllegalArgumentException("threshold is not a positive number: " + threshold);
        }
    }

    /**
     * Why nothing may be entered now; absent when entries may be made. A reading that is missing or not positive never
     * passes.
     *
     * @param vix a fresh reading; absent when there is none
     */
    public Optional<String> objection(LocalTime now, OptionalDouble vix) {
        if (now.isBefore(checkTime)) {
            return Optional.of("before_vix_check");
        }
        return objection(vix);
    }

    /** As above, at any time. */
    public Optional<String> objection(OptionalDouble vix) {
        if (vix.isEmpty() || !(vix.getAsDouble() > 0)) {
            return Optional.of("vix_is_none");
        }
        return vix.getAsDouble() < threshold ? Optional.empty() : Optional.of("vix_above_threshold");
    }
}
