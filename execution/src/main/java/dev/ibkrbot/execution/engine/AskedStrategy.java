package dev.ibkrbot.execution.engine;

/**
 * A strategy that a planner asks. Immutable.
 *
 * @param name as its signals say it
 * @param canFire whether its self-test came to signals both ways; one that cannot stays silent in every market
 * @param merged whether it is asked at every evaluation, together with the others that are
 */
public record AskedStrategy(String name, boolean canFire, boolean merged) {}
