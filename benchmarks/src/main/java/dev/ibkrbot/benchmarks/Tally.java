package dev.ibkrbot.benchmarks;

/**
 * What a loop came to, printed so that no compiler may leave the work out.
 *
 * @param trades positions opened
 * @param profit of one share at a time, in dollars
 * @param drawdown the deepest fall from a peak, in dollars
 */
record Tally(int trades, double profit, double drawdown) {}
