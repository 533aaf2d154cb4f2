package dev.ibkrbot.strategy.analytics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A jump between two closes that looks like a split which nobody told. Recorded factor files are the better source; this
 * is for data that has none. Immutable.
 *
 * @param index of the first close after it
 * @param sharesAfter new shares for {@code sharesBefore} old ones; 4 for 1 makes four of one
 * @param sharesBefore old shares
 */
public record SuspectedSplit(int index, int sharesAfter, int sharesBefore) {
    /**
     * How near, relatively, a jump must come to a split. A day's ordinary move passes, while a crash of 25 % is an
     * eighth away from the nearest split, 3 for 2.
     */
    private static final double NEAR = 0.05;

    private static final int[][] USUAL = {
        {3, 2}, {2, 1}, {3, 1}, {4, 1}, {5, 1}, {7, 1}, {10, 1}, {15, 1}, {20, 1}, {50, 1}, {1, 2}, {1, 3}, {1, 4},
        {1, 5}, {1, 8}, {1, 10}, {1, 15}, {1, 20}, {1, 25}, {1, 30}, {1, 50}
    };

    /** Every suspected split of daily closes, positive and oldest first. */
    public static List<SuspectedSplit> find(double[] closes) {
        List<SuspectedSplit> splits = new ArrayList<>();
        for (int i = 1; i < closes.length; i++) {
            double ratio = closes[i] / closes[i - 1];
            for (int[] shares : USUAL) {
                double exact = (double) shares[1] / shares[0];
                if (Math.abs(ratio / exact - 1) <= NEAR) {
                    splits.add(new SuspectedSplit(i, shares[0], shares[1]));
                    break;
                }
            }
        }
        return splits;
    }

    /**
     * By what each of {@code count} prices is multiplied, and each volume divided, so that all are in shares of the last
     * day.
     */
    public static double[] priceFactors(List<SuspectedSplit> splits, int count) {
        double[] factors = new double[count];
        Arrays.fill(factors, 1);
        for (SuspectedSplit split : splits) {
            for (int i = 0; i < split.index(); i++) {
                factors[i] *= (double) split.sharesBefore() / split.sharesAfter();
            }
        }
        return factors;
    }
}
