package dev.ibkrbot.strategy.screen;

import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Days of one symbol up to a day, which is not among them, and that day's price: all that a recipe may look at, so that
 * none can look ahead. Offsets count back from the latest day: 1 is the latest. Immutable.
 */
public final class DailyHistory {
    private final BarSeries days;
    private final int end;
    private final double price;
    private final double[] closes;

    private DailyHistory(BarSeries days, int end, double price, double[] closes) {
        this.days = days;
        this.end = end;
        this.price = price;
        this.closes = closes;
    }

    /** All of these days, and today's price; {@link IllegalArgumentException} for bars that are not days. */
    public static DailyHistory of(BarSeries days, double price) {
        if (days.barSize() != BarSize.ONE_DAY) {
            throw new IllegalArgumentException("a history of days, not of " + days.barSize());
        }
        double[] closes = new double[days.size()];
        for (int i = 0; i < closes.length; i++) {
            closes[i] = days.closeAsDouble(i);
        }
        return new DailyHistory(days, days.size(), price, closes);
    }

    /** The days before day {@code index}, and that day's close as the price. */
    DailyHistory before(int index) {
        return new DailyHistory(days, index, closes[index], closes);
    }

    /** The price of the day itself. */
    public double price() {
        return price;
    }

    public int size() {
        return end;
    }

    public double close(int back) {
        return closes[end - back];
    }

    /** Mean of the latest closes. */
    public double mean(int count) {
        return StatUtils.mean(closes, end - count, count);
    }

    /** Population deviation of the latest closes. */
    public double deviation(int count) {
        return Math.sqrt(StatUtils.populationVariance(closes, end - count, count));
    }

    /** Highest high of the latest days. */
    public double highest(int count) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = end - count; i < end; i++) {
            highest = Math.max(highest, days.highAsDouble(i));
        }
        return highest;
    }

    /** High less low of one day. */
    public double range(int back) {
        return days.highAsDouble(end - back) - days.lowAsDouble(end - back);
    }

    /** Close of the day with the greatest volume among the latest; the later one among equals. */
    public double closeOfBusiestDay(int count) {
        int busiest = end - count;
        for (int i = busiest + 1; i < end; i++) {
            if (days.volume(i) >= days.volume(busiest)) {
                busiest = i;
            }
        }
        return closes[busiest];
    }

    /** Relative strength from plain means of the latest {@code period} changes: 100 when none was a loss. */
    public double simpleRsi(int period) {
        double gains = 0;
        double losses = 0;
        for (int i = end - period; i < end; i++) {
            double change = closes[i] - closes[i - 1];
            gains += Math.max(0, change);
            losses += Math.max(0, -change);
        }
        double hundred = 100;
        return losses == 0 ? hundred : hundred - hundred / (1 + gains / losses);
    }
}
