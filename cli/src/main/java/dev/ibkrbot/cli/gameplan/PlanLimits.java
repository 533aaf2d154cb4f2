package dev.ibkrbot.cli.gameplan;

import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.risk.RegimeLimits;
import dev.ibkrbot.risk.RiskLimits;
import dev.ibkrbot.strategy.gameplan.HardLimits;
import java.util.Optional;

/** What a gameplan leaves of the account's limits: of each the stricter, never more. Stateless. */
final class PlanLimits {
    private static final Percent LEAST = Percent.of("0.0001");

    private PlanLimits() {}

    /** The stricter of both, limit by limit. */
    static RiskLimits narrowed(RiskLimits account, HardLimits day) {
        RegimeLimits regime = account.regime();
        Percent week = day.maxWeeklyDrawdown()
                .map(it -> lesser(it, regime.maxWeeklyLoss()))
                .orElse(regime.maxWeeklyLoss());
        Optional<Money> cost = regime.maxPositionCost().isPresent()
                        && day.maxPosition().isPresent()
                ? Optional.of(
                        regime.maxPositionCost().get().min(day.maxPosition().get()))
                : day.maxPosition().or(regime::maxPositionCost);
        return account.withMaxDailyLoss(lesser(day.maxDailyLoss(), account.maxDailyLoss()))
                .withRegime(regime.with(week, cost));
    }

    /**
     * The plan's own count of day trades that are left. It was made before the day, so that what was opened since is taken
     * from it: each position becomes a day trade when it is left today. It binds whatever the account's rule says.
     */
    static Optional<Denial> dayTrades(HardLimits day, TradingBook book) {
        long done = book.memory().dayTrades().stream()
                .filter(book.tradingDate()::equals)
                .count();
        int open = book.memory().openToday();
        return done + open < day.dayTradesLeft()
                ? Optional.empty()
                : Optional.of(new Denial(
                        "pdt_limit_reached",
                        day.dayTradesLeft() + " day trades left by the gameplan",
                        done + " day trades today, " + open + " open since today"));
    }

    /** A bound of nothing at all is taken for the least there is: the first cent of loss reaches it. */
    private static Percent lesser(Percent day, Percent account) {
        Percent least = day.isPositive() ? day : LEAST;
        return least.compareTo(account) < 0 ? least : account;
    }
}
