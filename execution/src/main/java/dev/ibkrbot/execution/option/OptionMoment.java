package dev.ibkrbot.execution.option;

import dev.ibkrbot.broker.value.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All options held at one moment. Immutable.
 *
 * @param at when
 * @param marks one for each option that is held, or was left at this moment, and has a market
 * @param unmarked how many held options had none
 * @param margin what the positions need to be kept, by the standard rules; absent when nothing is written or a price
 *     is missing
 * @param cashOwed what all written puts could take at once; absent when nothing is written
 */
public record OptionMoment(
        Instant at, List<OptionMark> marks, int unmarked, Optional<Money> margin, Optional<Money> cashOwed) {
    public OptionMoment {
        marks = List.copyOf(marks);
        if (unmarked < 0) {
            throw new IllegalArgumentException("unmarked is negative: " + unmarked);
        }
    }

    /** Whether greeks of everything held are known; false when nothing is held. */
    boolean hasAllGreeks() {
        return unmarked == 0
                && marks.stream().anyMatch(mark -> !mark.held().isZero())
                && marks.stream()
                        .allMatch(mark -> mark.held().isZero() || mark.greeks().isPresent());
    }
}
