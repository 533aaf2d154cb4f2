package dev.ibkrbot.strategy.indicator;

/**
 * Mean and sum of squared deviations of the last {@code period} values. The window is the tail of the previous block
 * joined with the head of the current one, each kept as (count, mean, squared deviations), so no large squares are
 * subtracted and a window of equal values has a deviation of exactly zero.
 *
 * <p>Confined to the thread that feeds it.
 */
final class RollingMoments {
    /** Below {@code filled}: values of the current block. From it on: means of the previous block's tails. */
    private final double[] values;

    private final double[] tailSquares;
    private int filled;
    private double headMean;
    private double headSquares;
    private boolean full;

    RollingMoments(int period) {
        values = new double[Inputs.period(period)];
        tailSquares = new double[period];
    }

    void update(double value) {
        if (filled == values.length) {
            turnIntoTails();
        }
        values[filled++] = value;
        double delta = value - headMean;
        headMean += delta / filled;
        headSquares += delta * (value - headMean);
    }

    boolean isFull() {
        return full || filled == values.length;
    }

    double mean() {
        int tail = tailCount();
        return tail == 0 ? headMean : headMean + (values[filled] - headMean) * tail / (tail + filled);
    }

    /** Sum over the window of (value - mean) squared; not negative. */
    double squares() {
        int tail = tailCount();
        if (tail == 0) {
            return headSquares;
        }
        double delta = values[filled] - headMean;
        return headSquares + tailSquares[filled] + delta * delta * tail * filled / (tail + filled);
    }

    void reset() {
        filled = 0;
        headMean = 0;
        headSquares = 0;
        full = false;
    }

    private int tailCount() {
        return full ? values.length - filled : 0;
    }

    private void turnIntoTails() {
        double mean = 0;
        double squares = 0;
        for (int i = values.length - 1; i >= 0; i--) {
            double value = values[i];
            double delta = value - mean;
            mean += delta / (values.length - i);
            squares += delta * (value - mean);
            values[i] = mean;
            tailSquares[i] = squares;
        }
        filled = 0;
        headMean = 0;
        headSquares = 0;
        full = true;
    }
}
