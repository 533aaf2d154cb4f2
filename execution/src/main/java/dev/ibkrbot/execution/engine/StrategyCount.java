package dev.ibkrbot.execution.engine;

/**
 * What one strategy said on a trading date. Immutable.
 *
 * @param strategy its name
 * @param evaluations how often it was asked
 * @param signals how often it wanted something
 * @param canFire false when its self-test says that it never will
 */
public record StrategyCount(String strategy, long evaluations, long signals, boolean canFire) {}
