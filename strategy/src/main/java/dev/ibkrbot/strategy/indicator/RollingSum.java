package dev.ibkrbot.strategy.indicator;

/**
 * Sum of the last {@code period} values, without ever subtracting: a window is the tail of the previous block plus the
 * head of the current one. So nothing drifts, and a window of zeros sums to exactly zero.
 *
 * <p>Every {@code period} values the finished block is turned into tail sums once, which keeps the cost per value
 * constant on average.
 *
 * <p>Confined to the thread that feeds it.
 */
final class RollingSum {
    /** Below {@code filled}: values of the current block. From it on: tail sums of the previous block. */
    private final double[] block;

    private int filled;
    private double head;
    private boolean full;

    RollingSum(int period) {
        block = new double[Inputs.period(period)];
    }

    void update(double value) {
        if (filled == block.length) {
            double tail = 0;
            for (int i = block.length - 1; i >= 0; i--) {
                tail += block[i];
                block[i] = tail;
            }
            filled = 0;
            head = 0;
            full = true;
        }
        block[filled++] = value;
        head += value;
    }

    /** How many values the sum covers, at most the period. */
    int count() {
        return full ? block.length : filled;
    }

    boolean isFull() {
        return full || filled == block.length;
    }

    double sum() {
        return full && filled < block.length ? block[filled] + head : head;
    }

    void reset() {
        filled = 0;
        head = 0;
        full = false;
    }
}
