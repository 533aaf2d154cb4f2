package dev.ibkrbot.strategy.analytics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch of the past that looked like the latest one, and what followed. Immutable.
 *
 * @param start index of its first price
 * @param distance Euclidean distance of the two stretches as relative changes from their first prices; 0 is the same
 * @param following relative change over the next stretch of the same length
 */
public record Analog(int start, double distance, double following) {
    /**
     * The closest stretches, closest first, the earlier first among equals. Only stretches whose following one lies
     * before the latest are looked at, so that nothing is compared with itself or with what it should foretell.
     *
     * @param prices positive, oldest first
     * @param window prices in a stretch; at least 2
     * @param most how many to return
     */
    public static List<Analog> closest(double[] prices, int window, int most) {
        if (window < 2 || most < 1) {
            throw new IllegalArgumentException("window below 2 or most below 1: " + window + ", " + most);
        }
        int latest = prices.length - window;
        List<Analog> all = new ArrayList<>();
        for (int start = 0; start + 2 * window - 1 < latest; start++) {
            int last = start + window - 1;
            all.add(new Analog(start, gap(prices, start, latest, window), prices[last + window] / prices[last] - 1));
        }
        return all.stream()
                .sorted(Comparator.comparingDouble(Analog::distance).thenComparingInt(Analog::start))
                .limit(most)
                .toList();
    }

    private static double gap(double[] prices, int one, int other, int window) {
        double squares = 0;
        for (int i = 0; i < window; i++) {
            double difference = prices[one + i] / prices[one] - prices[other + i] / prices[other];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }
}
