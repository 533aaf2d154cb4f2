package dev.ibkrbot.strategy.screen;

import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import java.util.function.Predicate;

/**
 * A condition on past prices under which an option of one symbol would be sold. Immutable.
 *
 * @param symbol whose prices
 * @param name short, lower case with hyphens
 * @param right what would be sold
 * @param delta size of the delta of the option, 0 to 1
 * @param daysNeeded with fewer days the condition does not hold
 * @param condition asked only with enough days
 */
public record Recipe(
        Symbol symbol, String name, Right right, double delta, int daysNeeded, Predicate<DailyHistory> condition) {
    /** Whether it calls for a trade. */
    public boolean holds(DailyHistory history) {
        return history.size() >= daysNeeded && condition.test(history);
    }
}
