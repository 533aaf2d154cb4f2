package dev.ibkrbot.strategy.analytics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A fast fall and what came after it. Immutable.
 *
 * @param start index of the price it fell from
 * @param end index of its lowest price
 * @param change relative, negative: -0.06 for a fall of 6 %
 * @param duration from start to end
 * @param rebound relative change from the lowest price to the highest of the rebound window; absent when the prices end
 *     with the fall
 */
public record PriceDrop(int start, int end, double change, Duration duration, OptionalDouble rebound) {
    private static final int GAPS_LOOKED_AT = 5;

    /**
     * Every fall of at least {@code least} from a price to the lowest one within {@code within}. The search goes on
     * after a fall has ended, so that falls do not overlap.
     *
     * @param prices oldest first
     * @param interval time between two neighbours; see {@link #interval}
     * @param least a positive fraction
     * @param within how long a fall may take
     * @param reboundWithin how long after it a rebound counts
     */
    public static List<PriceDrop> find(
            double[] prices, Duration interval, double least, Duration within, Duration reboundWithin) {
        if (interval.isZero() || interval.isNegative() || !(least > 0)) {
            throw new IllegalArgumentException("interval or least fall is not positive: " + interval + ", " + least);
        }
        int steps = steps(within, interval, prices.length);
        int reboundSteps = steps(reboundWithin, interval, prices.length);
        List<PriceDrop> drops = new ArrayList<>();
        int start = 0;
        while (start < prices.length - 1) {
            int end = lowest(prices, start, Math.min(prices.length - 1, start + steps));
            double change = prices[end] / prices[start] - 1;
            if (change <= -least) {
                OptionalDouble rebound = rebound(prices, end, Math.min(prices.length - 1, end + reboundSteps));
                drops.add(new PriceDrop(start, end, change, interval.multipliedBy((long) end - start), rebound));
                start = end;
            } else {
                start++;
            }
        }
        return drops;
    }

    /**
     * The usual time between prices: the median of the first five gaps, so that nights and holidays do not count.
     *
     * @param epochSeconds ascending, at least two
     */
    public static Duration interval(long[] epochSeconds) {
        if (epochSeconds.length < 2) {
            throw new IllegalArgumentException("one moment has no interval");
        }
        int count = Math.min(GAPS_LOOKED_AT, epochSeconds.length - 1);
        long[] gaps = new long[count];
        for (int i = 0; i < count; i++) {
            gaps[i] = epochSeconds[i + 1] - epochSeconds[i];
        }
        Arrays.sort(gaps);
        return Duration.ofSeconds(gaps[count / 2]);
    }

    private static int steps(Duration time, Duration interval, int most) {
        return (int) Math.min(most, time.dividedBy(interval));
    }

    private static int lowest(double[] prices, int from, int to) {
        int lowest = from;
        for (int i = from + 1; i <= to; i++) {
            if (prices[i] < prices[lowest]) {
                lowest = i;
            }
        }
        return lowest;
    }

    private static OptionalDouble rebound(double[] prices, int end, int to) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = end + 1; i <= to; i++) {
            highest = Math.max(highest, prices[i]);
        }
        return to > end ? OptionalDouble.of(highest / prices[end] - 1) : OptionalDouble.empty();
    }
}
