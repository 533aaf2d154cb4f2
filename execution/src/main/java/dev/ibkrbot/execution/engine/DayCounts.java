package dev.ibkrbot.execution.engine;

import java.util.List;

/**
 * What happened on one trading date since the engine started. Immutable.
 *
 * @param cycles cycles that came due
 * @param holds of those, the ones in which the strategy held still
 * @param signals of those, the ones in which it did not
 * @param denials signals risk said no to
 * @param entries entries sent
 * @param exits positions closed
 * @param strategies what each strategy said, also those that were never asked or never wanted anything, by name
 */
public record DayCounts(
        long cycles, long holds, long signals, long denials, long entries, long exits, List<StrategyCount> strategies) {
    public DayCounts {
        strategies = List.copyOf(strategies);
    }
}
