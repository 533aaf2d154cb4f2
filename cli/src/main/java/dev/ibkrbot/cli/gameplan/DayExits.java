package dev.ibkrbot.cli.gameplan;

import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.execution.order.ExitRules;
import dev.ibkrbot.strategy.gameplan.Gameplan;
import dev.ibkrbot.strategy.regime.DayStrategy;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a day's strategy asks of the exits of positions that are open, whoever opened them. Strategy C keeps the cash: it
 * closes what has three days left or fewer, also what was entered earlier today, and what has lost 40 %. Stateless.
 */
final class DayExits {
    private static final int DAYS_OF_C = 3;
    private static final Percent LOSS_OF_C = Percent.of("40");

    private DayExits() {}

    static ExitRules of(Gameplan plan) {
        return of(plan.strategy(), OptionalInt.of(plan.limits().forceCloseDte()));
    }

    /** {@code closeAtDte} is the day's own bound; absent leaves it to each trade's plan. */
    static ExitRules of(DayStrategy strategy, OptionalInt closeAtDte) {
        String reason = "strategy_" + strategy.name().toLowerCase(Locale.ROOT);
        return strategy == DayStrategy.C
                ? new ExitRules(
                        OptionalInt.of(StrictMath.max(DAYS_OF_C, closeAtDte.orElse(0))),
                        true,
                        Optional.of(LOSS_OF_C),
                        reason)
                : new ExitRules(closeAtDte, false, Optional.empty(), closeAtDte.isPresent() ? reason : "");
    }
}
