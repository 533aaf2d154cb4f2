package dev.ibkrbot.strategy.analytics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a number of falls have in common. Relative changes are negative for falls. Immutable.
 *
 * @param occurrences at least one
 * @param mean of the falls
 * @param median of the falls, the upper one of two middle ones
 * @param worst the deepest
 * @param reboundRate part of the falls with a known rebound whose rebound was upward; absent when none is known
 * @param meanRebound of the known rebounds
 */
public record DropSummary(
        int occurrences,
        double mean,
        double median,
        double worst,
        OptionalDouble reboundRate,
        OptionalDouble meanRebound) {
    /** The summary; absent when there was no fall. */
    public static Optional<DropSummary> of(List<PriceDrop> drops) {
        if (drops.isEmpty()) {
            return Optional.empty();
        }
        double[] changes =
                drops.stream().mapToDouble(PriceDrop::change).sorted().toArray();
        double[] rebounds =
                drops.stream().flatMapToDouble(drop -> drop.rebound().stream()).toArray();
        double mean = drops.stream().mapToDouble(PriceDrop::change).average().orElseThrow();
        return Optional.of(new DropSummary(
                changes.length,
                mean,
                changes[changes.length / 2],
                changes[0],
                share(rebounds),
                Arrays.stream(rebounds).average()));
    }

    private static OptionalDouble share(double[] rebounds) {
        long upward = Arrays.stream(rebounds).filter(it -> it > 0).count();
        return rebounds.length == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) upward / rebounds.length);
    }
}
