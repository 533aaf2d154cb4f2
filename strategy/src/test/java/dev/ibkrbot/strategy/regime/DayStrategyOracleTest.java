package dev.ibkrbot.strategy.regime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.strategy.Strategy;
import dev.ibkrbot.strategy.StrategyRun;
import dev.ibkrbot.strategy.fade.Fade;
import dev.ibkrbot.strategy.fade.FadeParameters;
import dev.ibkrbot.strategy.momentum.Momentum;
import dev.ibkrbot.strategy.momentum.MomentumParameters;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Strategies A and B written a second time, from their tables and over whole arrays, against the runs on random days.
 * Figures within a hair of a bound are left out: there the order of additions decides.
 */
class DayStrategyOracleTest {
    private static final int DAY = 78;
    private static final int BARS = 3 * DAY;
    private static final double HAIR = 1e-9;
    private static final String MISSING = "HOLD 0.000 missing_indicators";

    private final double[] high = new double[BARS];
    private final double[] low = new double[BARS];
    private final double[] close = new double[BARS];
    private final double[] volume = new double[BARS];
    private final Map<String, Integer> answers = new HashMap<>();
    private boolean onTheEdge;

    @Test
    void agreesWithBothStrategies() {
        for (long seed = 0; seed < 150; seed++) {
            BarSeries bars = randomDays(seed);
            compare(seed, bars, new Momentum(MomentumParameters.DEFAULT), true);
            compare(seed, bars, new Fade(FadeParameters.DEFAULT), false);
        }
        assertThat(answers.keySet())
                .contains(
                        "BUY 0.600 cross_up",
                        "BUY 0.700 cross_up",
                        "BUY 0.800 cross_up",
                        "SELL 0.600 cross_down",
                        "SELL 0.700 cross_down",
                        "SELL 0.800 cross_down",
                        "HOLD 0.200 strength_outside_band",
                        "HOLD 0.300 wrong_side_of_vwap",
                        "BUY 0.600 oversold",
                        "BUY 0.750 oversold",
                        "SELL 0.600 overbought",
                        "SELL 0.750 overbought",
                        MISSING);
    }

    private void compare(long seed, BarSeries bars, Strategy strategy, boolean momentum) {
        StrategyRun run = strategy.open(new Symbol("SPY"));
        for (int i = 0; i < BARS; i++) {
            run.onBar(bars, i);
            onTheEdge = false;
            String expected = momentum ? momentum(i) : fade(i);
            if (!onTheEdge) {
                String actual = String.format(Locale.ROOT, "%s %.3f %s", run.action(), run.confidence(), run.reason());
                assertThat(actual)
                        .as("%s, seed %d, bar %d", strategy.name(), seed, i)
                        .isEqualTo(expected);
                answers.merge(actual, 1, Integer::sum);
            }
        }
    }

    private BarSeries randomDays(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean withoutVolume = seed % 10 == 0;
        double step = 0.05 + random.nextDouble();
        double price = 100;
        BarSeries.Builder bars = BarSeries.builder(BarSize.FIVE_MINUTES);
        for (int i = 0; i < BARS; i++) {
            double drift = 0.4 * StrictMath.sin(i / (5.0 + seed % 13));
            price = Math.max(20, price + step * (random.nextDouble() - 0.5 + drift));
            long cents = Math.round(price * 100);
            long up = random.nextInt(20);
            long down = random.nextInt(20);
            long traded = withoutVolume || random.nextInt(8) == 0 ? 0 : random.nextInt(1, 50_000);
            close[i] = cents / 100.0;
            high[i] = (cents + up) / 100.0;
            low[i] = (cents - down) / 100.0;
            volume[i] = traded;
            long unit = 1_000_000;
            long start = (i / DAY) * 86_400L + (i % DAY) * 300L;
            bars.add(start, cents * unit, (cents + up) * unit, (cents - down) * unit, cents * unit, traded);
        }
        return bars.build();
    }

    /** Strategy A: averages 8 and 21, strength 14, the session's volume-weighted price. */
    private String momentum(int i) {
        if (i < 20) {
            return MISSING;
        }
        double fast = ema(8, i);
        double slow = ema(21, i);
        if (i == 20) {
            return "HOLD 0.000 no_cross";
        }
        double fastBefore = ema(8, i - 1);
        double slowBefore = ema(21, i - 1);
        edge(fast - slow);
        edge(fastBefore - slowBefore);
        boolean up = fastBefore <= slowBefore && fast > slow;
        boolean down = fastBefore >= slowBefore && fast < slow;
        if (!up && !down) {
            return "HOLD 0.000 no_cross";
        }
        double rsi = rsi(i);
        double vwap = vwap(i);
        double price = close[i];
        List.of(35, 40, 45, 50, 55, 60, 65).forEach(bound -> edge(rsi - bound));
        edge(price - vwap);
        edge(Math.abs(price - vwap) / vwap - 0.002);
        if (up ? rsi < 50 || rsi > 65 : rsi < 35 || rsi > 50) {
            return "HOLD 0.200 strength_outside_band";
        }
        if (up ? price <= vwap : price >= vwap) {
            return "HOLD 0.300 wrong_side_of_vwap";
        }
        boolean best = up ? rsi >= 55 && rsi <= 60 : rsi >= 40 && rsi <= 45;
        boolean clear = up ? price > vwap * 1.002 : price < vwap * 0.998;
        double confidence = 0.6 + (best ? 0.1 : 0) + (clear ? 0.1 : 0);
        return String.format(
                Locale.ROOT, "%s %.3f %s", up ? "BUY" : "SELL", confidence, up ? "cross_up" : "cross_down");
    }

    /** Strategy B: strength 14, a band of 20 closes and two population deviations. */
    private String fade(int i) {
        if (i < 19) {
            return MISSING;
        }
        double[] window = Arrays.copyOfRange(close, i - 19, i + 1);
        double mean = Arrays.stream(window).average().orElseThrow();
        double deviation = StrictMath.sqrt(
                Arrays.stream(window).map(it -> (it - mean) * (it - mean)).sum() / 20);
        double lower = mean - 2 * deviation;
        double upper = mean + 2 * deviation;
        double rsi = rsi(i);
        double price = close[i];
        List.of(25, 30, 70, 75).forEach(bound -> edge(rsi - bound));
        edge(price - lower);
        edge(price - upper);
        if (rsi <= 30 && price <= lower) {
            return score("BUY", rsi <= 25, price < lower, "oversold");
        }
        if (rsi >= 70 && price >= upper) {
            return score("SELL", rsi >= 75, price > upper, "overbought");
        }
        return "HOLD 0.000 inside_band";
    }

    private static String score(String action, boolean extreme, boolean beyond, String reason) {
        double confidence = 0.5 + (extreme ? 0.15 : 0) + (beyond ? 0.1 : 0);
        return String.format(Locale.ROOT, "%s %.3f %s", action, confidence, reason);
    }

    private void edge(double distance) {
        onTheEdge |= Math.abs(distance) < HAIR;
    }

    private double ema(int period, int i) {
        double value = Arrays.stream(close, 0, period).average().orElseThrow();
        for (int j = period; j <= i; j++) {
            value = close[j] * 2 / (period + 1) + value * (period - 1) / (period + 1);
        }
        return value;
    }

    private double rsi(int i) {
        double gain = 0;
        double loss = 0;
        for (int j = 1; j <= 14; j++) {
            gain += Math.max(0, close[j] - close[j - 1]) / 14;
            loss += Math.max(0, close[j - 1] - close[j]) / 14;
        }
        for (int j = 15; j <= i; j++) {
            gain = (gain * 13 + Math.max(0, close[j] - close[j - 1])) / 14;
            loss = (loss * 13 + Math.max(0, close[j - 1] - close[j])) / 14;
        }
        return loss == 0 ? gain == 0 ? 50 : 100 : 100 - 100 / (1 + gain / loss);
    }

    /** Of the bars of this day; without any volume the plain mean of their typical prices. */
    private double vwap(int i) {
        double turnover = 0;
        double traded = 0;
        double typical = 0;
        int first = i / DAY * DAY;
        for (int j = first; j <= i; j++) {
            double mean = (high[j] + low[j] + close[j]) / 3;
            turnover += mean * volume[j];
            traded += volume[j];
            typical += mean;
        }
        return traded > 0 ? turnover / traded : typical / (i - first + 1);
    }
}
