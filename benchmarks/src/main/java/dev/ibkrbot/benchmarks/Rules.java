package dev.ibkrbot.benchmarks;

/**
 * Exits of every contestant.
 *
 * @param takeProfit fraction the price moves for the position
 * @param stopLoss fraction the price moves against it
 */
record Rules(double takeProfit, double stopLoss) {
    static final Rules STANDARD = new Rules(0.01, 0.005);
}
