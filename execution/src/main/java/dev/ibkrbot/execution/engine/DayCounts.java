package dev.ibkrbot.execution.engine;

/**
 * What happened on one trading date. Immutable.
 *
 * @param cycles cycles that came due
 * @param holds of those, the ones in which the strategy held still
 * @param signals of those, the ones in which it did not
 * @param denials signals risk said no to
 * @param entries entries sent
 * @param exits positions closed
 */
public record DayCounts(long cycles, long holds, long signals, long denials, long entries, long exits) {}
