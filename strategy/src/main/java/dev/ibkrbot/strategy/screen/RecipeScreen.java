package dev.ibkrbot.strategy.screen;

import dev.ibkrbot.broker.market.BarSeries;
import java.util.OptionalDouble;

/**
 * How the underlying moved after the days on which a recipe held. No profit and loss: strikes, premiums, fees and
 * overlaps are not looked at. Absent figures: the recipe never held. Immutable.
 *
 * @param trades days on which it held
 * @param winRate part of them after which the price was not more than 2 % lower
 * @param meanReturn relative change of the price over the horizon
 * @param worstReturn the lowest of them
 */
public record RecipeScreen(int trades, OptionalDouble winRate, OptionalDouble meanReturn, OptionalDouble worstReturn) {
    /** Trading days over which the move is measured, unless another number is asked for. */
    public static final int HORIZON = 30;

    /** Days that come before the first day looked at, for every recipe alike. */
    private static final int WARM_UP = 200;

    private static final double STILL_A_WIN = -0.02;

    /**
     * Screens a recipe on days of its symbol, oldest first.
     *
     * @param horizon trading days; positive
     */
    public static RecipeScreen of(Recipe recipe, BarSeries days, int horizon) {
        if (horizon < 1) {
            throw new IllegalArgumentException("horizon is not positive: " + horizon);
        }
        DailyHistory all = DailyHistory.of(days, Double.NaN);
        int trades = 0;
        int wins = 0;
        double sum = 0;
        double worst = Double.POSITIVE_INFINITY;
        for (int i = WARM_UP; i < days.size() - horizon; i++) {
            if (recipe.holds(all.before(i))) {
                double change = days.closeAsDouble(i + horizon) / days.closeAsDouble(i) - 1;
                trades++;
                wins += change >= STILL_A_WIN ? 1 : 0;
                sum += change;
                worst = Math.min(worst, change);
            }
        }
        if (trades == 0) {
            OptionalDouble none = OptionalDouble.empty();
            return new RecipeScreen(0, none, none, none);
        }
        return new RecipeScreen(
                trades,
                OptionalDouble.of((double) wins / trades),
                OptionalDouble.of(sum / trades),
                OptionalDouble.of(worst));
    }

    /** Win rate times a hundred, as the screens of old had it. */
    public OptionalDouble efficiencyScore() {
        double percent = 100;
        return winRate.isPresent() ? OptionalDouble.of(winRate.getAsDouble() * percent) : OptionalDouble.empty();
    }
}
