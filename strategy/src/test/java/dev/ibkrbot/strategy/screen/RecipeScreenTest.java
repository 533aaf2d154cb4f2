package dev.ibkrbot.strategy.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Expectations: acceptance row BT, and recipes worked out on paper. */
class RecipeScreenTest {
    private static final long UNITS = 100_000_000;
    private static final Recipe ALWAYS = new Recipe(new Symbol("SPY"), "always", Right.PUT, 0.3, 0, it -> true);

    @Test
    @Tag("BT")
    void measuresARisingMarket() {
        BarSeries rising = days(300, i -> 100 + i);
        RecipeScreen ten = RecipeScreen.of(ALWAYS, rising, 10);
        assertThat(ten.trades()).isEqualTo(90);
        assertThat(ten.winRate()).hasValue(1);
        assertThat(ten.meanReturn().orElseThrow()).isCloseTo(0.029194, within(5e-7));
        RecipeScreen thirty = RecipeScreen.of(ALWAYS, rising, RecipeScreen.HORIZON);
        assertThat(thirty.trades()).isEqualTo(70);
        assertThat(thirty.meanReturn().orElseThrow()).isCloseTo(0.0900155, within(5e-8));
        assertThat(thirty.efficiencyScore()).hasValue(100);
    }

    @Test
    @Tag("BT")
    void measuresAFallingMarket() {
        RecipeScreen screen = RecipeScreen.of(ALWAYS, days(300, i -> 400 - i), 10);
        assertThat(screen.winRate()).hasValue(0);
        assertThat(screen.meanReturn().orElseThrow()).isCloseTo(-0.0661996, within(5e-8));
        assertThat(screen.worstReturn().orElseThrow()).isCloseTo(-0.0900901, within(5e-8));
    }

    @Test
    @Tag("BT")
    void measuresAWave() {
        RecipeScreen screen = RecipeScreen.of(ALWAYS, days(300, i -> 100 + 5 * Math.sin(i / 7.0)), 10);
        assertThat(screen.trades()).isEqualTo(90);
        assertThat(screen.winRate().orElseThrow()).isCloseTo(0.6, within(1e-12));
        assertThat(screen.meanReturn().orElseThrow()).isCloseTo(0.00034872, within(5e-8));
        assertThat(screen.worstReturn().orElseThrow()).isCloseTo(-0.0634601, within(5e-7));
    }

    @Test
    void hasNoFiguresForARecipeThatNeverHeld() {
        Recipe never = new Recipe(new Symbol("SPY"), "never", Right.PUT, 0.3, 0, it -> false);
        RecipeScreen screen = RecipeScreen.of(never, days(300, i -> 100), 10);
        assertThat(screen.trades()).isZero();
        assertThat(screen.winRate()).isEmpty();
        assertThat(screen.meanReturn()).isEmpty();
        assertThat(screen.efficiencyScore()).isEmpty();
    }

    @Test
    void showsARecipeOnlyTheDaysBefore() {
        BarSeries days = days(300, i -> 100 + i);
        Recipe peeks = new Recipe(new Symbol("SPY"), "peeks", Right.PUT, 0.3, 0, it -> {
            assertThat(it.close(1)).isEqualTo(it.price() - 1);
            return true;
        });
        assertThat(RecipeScreen.of(peeks, days, 10).trades()).isEqualTo(90);
    }

    @Test
    void knowsWhenEachRecipeHolds() {
        assertThat(holds("sma-200-magnet", 252, i -> 100, 101.9)).isTrue();
        assertThat(holds("sma-200-magnet", 252, i -> 100, 102.1)).isFalse();
        assertThat(holds("sma-200-magnet", 199, i -> 100, 100)).isFalse();
        // Highs are a tenth above the closes: the 60 day high is 110.1.
        assertThat(holds("post-dividend-drift", 60, i -> i == 10 ? 110 : 90 + i / 10.0, 106.7))
                .isTrue();
        assertThat(holds("post-dividend-drift", 60, i -> i == 10 ? 110 : 90 + i / 10.0, 106.8))
                .isFalse();
        assertThat(holds("oversold", 60, i -> 100 - i, 40)).isTrue();
        assertThat(holds("oversold", 60, i -> 100 + i, 160)).isFalse();
        assertThat(holds("gamma-squeeze-exhaustion", 60, i -> 100, 112.1)).isTrue();
        assertThat(holds("gamma-squeeze-exhaustion", 60, i -> 100, 112)).isFalse();
        assertThat(holds("momentum-pullback", 252, i -> i == 0 ? 200 : 100, 150))
                .isTrue();
        assertThat(holds("momentum-pullback", 252, i -> i == 0 ? 200 : 100, 99)).isFalse();
        assertThat(holds("volatility-spike-flush", 252, i -> i > 200 ? 200 : 100, 189))
                .isTrue();
        assertThat(holds("volatility-spike-flush", 252, i -> i > 200 ? 200 : 100, 191))
                .isFalse();
        assertThat(holds("100-day-pivot", 252, i -> 100, 98.6)).isTrue();
        assertThat(holds("100-day-pivot", 252, i -> 100, 98.4)).isFalse();
        // Alternating 99 and 101: mean 100, population deviation 1.
        assertThat(holds("bollinger", 60, i -> 99 + 2 * (i % 2), 98)).isTrue();
        assertThat(holds("bollinger", 60, i -> 99 + 2 * (i % 2), 98.01)).isFalse();
        assertThat(holds("institutional-value-gap", 252, i -> 100 + i, 351)).isTrue();
        assertThat(holds("institutional-value-gap", 252, i -> 100 + i, 340)).isFalse();
        assertThat(holds("steady-channel", 60, i -> 100, 98)).isTrue();
        assertThat(holds("steady-channel", 60, i -> 100, 98.1)).isFalse();
        assertThat(holds("earnings-volatility-crush", 60, i -> 100, 101)).isFalse();
        assertThat(holds("relative-strength-lag", 60, i -> 100, 95.9)).isTrue();
        assertThat(holds("relative-strength-lag", 60, i -> 100, 96)).isFalse();
        assertThat(holds("v-recovery", 60, i -> 100, 94.9)).isTrue();
        assertThat(holds("v-recovery", 60, i -> 100, 95.1)).isFalse();
    }

    @Test
    void listsThirteenRecipes() {
        assertThat(Recipes.all()).hasSize(13);
        assertThat(Recipes.all().stream()
                        .map(it -> it.symbol() + " " + it.right().letter() + " " + it.delta()))
                .containsExactly(
                        "AAPL P 0.35",
                        "AAPL C 0.2",
                        "TSLA P 0.25",
                        "TSLA C 0.15",
                        "NVDA P 0.3",
                        "NVDA P 0.4",
                        "AMZN P 0.35",
                        "AMZN P 0.2",
                        "AMZN P 0.4",
                        "MSFT P 0.3",
                        "MSFT C 0.25",
                        "GOOGL P 0.3",
                        "META P 0.2");
    }

    private static boolean holds(String name, int count, IntToDoubleFunction close, double price) {
        Recipe recipe = Recipes.all().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
        return recipe.holds(DailyHistory.of(days(count, close), price));
    }

    /** Days whose high and low lie a tenth around the close; volume grows. */
    private static BarSeries days(int count, IntToDoubleFunction close) {
        BarSeries.Builder days = BarSeries.builder(BarSize.ONE_DAY);
        long tenth = UNITS / 10;
        for (int i = 0; i < count; i++) {
            long units = Math.round(close.applyAsDouble(i) * UNITS);
            days.add(i * 86_400L, units, units + tenth, units - tenth, units, 1000 + i);
        }
        return days.build();
    }
}
