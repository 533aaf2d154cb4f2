package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.value.Price;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The volatility index of generated markets. It is worked out from SPY's minutes: a level of the seed's, times the mean
 * of SPY's last 20 closes over its price, to the power of five. So it rises as SPY falls, about five per cent for one,
 * and comes back as SPY's fall is forgotten. The same seed gives the same bytes on every JVM. Stateless.
 */
public final class VolatilityIndex {
    /** As it is known at its exchange and in recorded data. */
    public static final Symbol SYMBOL = new Symbol("VIX");

    /** Whose price decides. */
    static final Symbol UNDERLYING = new Symbol("SPY");

    static final String ASSUMPTION = "VIX follows from the generated SPY: from a level of the seed's it rises"
            + " about five per cent for each that SPY is below the mean of its last 20 closes; modelled options do"
            + " not follow it.";

    /** Of the index's return against SPY's, with the other sign; days of the real ones show four to seven. */
    private static final double LEVERAGE = 5;
    /** Levels of seeds: a third below 15, half of them below 17, one in seven from 25 on, none below 10. */
    private static final double LOWEST = 10;

    private static final double MEDIAN_ABOVE = 7;
    private static final double SPREAD = 0.7;
    private static final int CLOSES = 20;
    private static final long CENT = Price.of("0.01").units();

    private VolatilityIndex() {}

    /** As many bars as SPY has, at the same times, in whole cents and without volume. */
    static BarSeries of(BarSeries spy, long seed, MarketCalendar calendar) {
        double level = LOWEST + MEDIAN_ABOVE * StrictMath.exp(SPREAD * new Noise(seed, "VIX/level").normal());
        BarSeries.Builder out = BarSeries.builder(spy.barSize());
        Deque<Double> closes = new ArrayDeque<>();
        long sessionEnds = Long.MIN_VALUE;
        double usual = spy.isEmpty() ? 1 : spy.openAsDouble(0);
        for (int i = 0; i < spy.size(); i++) {
            long start = spy.startEpochSecond(i);
            if (start >= sessionEnds) {
                sessionEnds = calendar.session(calendar.tradingDate(spy.start(i)))
                        .orElseThrow()
                        .close()
                        .getEpochSecond();
                if (i > 0) {
                    usual = mean(closes, spy.closeAsDouble(i - 1));
                }
            }
            // What SPY fell to is what the index rose to.
            out.add(
                    start,
                    cents(level, usual, spy.openAsDouble(i)),
                    cents(level, usual, spy.lowAsDouble(i)),
                    cents(level, usual, spy.highAsDouble(i)),
                    cents(level, usual, spy.closeAsDouble(i)),
                    0);
        }
        return out.build();
    }

    /** Of the last closes, the newest of which is put to them. */
    private static double mean(Deque<Double> closes, double newest) {
        closes.addLast(newest);
        if (closes.size() > CLOSES) {
            closes.removeFirst();
        }
        double sum = 0;
        for (double close : closes) {
            sum += close;
        }
        return sum / closes.size();
    }

    private static long cents(double level, double usual, double price) {
        double value = level * StrictMath.exp(-LEVERAGE * StrictMath.log(price / usual));
        return Math.max(1, Math.round(value * 100)) * CENT;
    }
}
