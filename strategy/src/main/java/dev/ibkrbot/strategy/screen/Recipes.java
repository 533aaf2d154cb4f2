package dev.ibkrbot.strategy.screen;

import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import java.util.List;
import java.util.function.Predicate;

/** The recipes that come with the bot. */
public final class Recipes {
    private static final int YEAR = 252;

    private static final List<Recipe> ALL = List.of(
            put("AAPL", "sma-200-magnet", 0.35, 200, it -> near(it.price(), it.mean(200), 0.02)),
            call(
                    "AAPL",
                    "post-dividend-drift",
                    0.20,
                    60,
                    it -> it.close(1) > it.close(11) && it.price() < 0.97 * it.highest(60)),
            put("TSLA", "oversold", 0.25, 15, it -> it.simpleRsi(14) < 35),
            call("TSLA", "gamma-squeeze-exhaustion", 0.15, 20, it -> it.price() > 1.12 * it.mean(20)),
            put(
                    "NVDA",
                    "momentum-pullback",
                    0.30,
                    YEAR,
                    it -> it.price() <= 0.93 * it.highest(YEAR) && it.price() > it.mean(50)),
            put(
                    "NVDA",
                    "volatility-spike-flush",
                    0.40,
                    200,
                    it -> it.price() / it.close(2) < 0.95 && it.price() > it.mean(200)),
            put("AMZN", "100-day-pivot", 0.35, 100, it -> near(it.price(), it.mean(100), 0.015)),
            put("AMZN", "bollinger", 0.20, 20, it -> it.price() <= it.mean(20) - 2 * it.deviation(20)),
            put(
                    "AMZN",
                    "institutional-value-gap",
                    0.40,
                    YEAR,
                    it -> near(it.price(), it.closeOfBusiestDay(YEAR), 0.03)),
            put("MSFT", "steady-channel", 0.30, 50, it -> it.price() <= 0.98 * it.mean(50)),
            call("MSFT", "earnings-volatility-crush", 0.25, 30, Recipes::wideDaysThenUp),
            put("GOOGL", "relative-strength-lag", 0.30, 50, it -> it.price() / it.mean(50) < 0.96),
            put("META", "v-recovery", 0.20, 3, it -> it.price() / it.close(3) - 1 < -0.05));

    private Recipes() {}

    /** Every recipe, by symbol in the order of their listing. */
    public static List<Recipe> all() {
        return ALL;
    }

    private static boolean near(double price, double level, double part) {
        return Math.abs(price / level - 1) <= part;
    }

    private static boolean wideDaysThenUp(DailyHistory it) {
        double widest = Math.max(it.range(1), Math.max(it.range(2), it.range(3)));
        double sum = 0;
        for (int back = 1; back <= 30; back++) {
            sum += it.range(back);
        }
        return widest > 1.5 * sum / 30 && it.price() > it.close(1);
    }

    private static Recipe put(
            String symbol, String name, double delta, int daysNeeded, Predicate<DailyHistory> condition) {
        return new Recipe(new Symbol(symbol), name, Right.PUT, delta, daysNeeded, condition);
    }

    private static Recipe call(
            String symbol, String name, double delta, int daysNeeded, Predicate<DailyHistory> condition) {
        return new Recipe(new Symbol(symbol), name, Right.CALL, delta, daysNeeded, condition);
    }
}
