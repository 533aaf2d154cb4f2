package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.risk.RiskCheck;
import dev.ibkrbot.risk.RiskContext;
import dev.ibkrbot.risk.day.DailyLoss;
import java.util.Optional;

/** The trading date has not lost its limit. What is unknown or not comparable other checks deny. */
final class DailyLossCheck implements RiskCheck {
    @Override
    public Optional<Denial> check(RiskContext context) {
        Optional<Money> start = context.book().startOfDayEquity();
        Optional<Money> now = context.book().account().map(AccountSnapshot::netLiquidation);
        if (start.isEmpty()
                || now.isEmpty()
                || !start.get().currency().equals(now.get().currency())
                || !DailyLoss.isReached(start.get(), now.get(), context.limits().maxDailyLoss())) {
            return Optional.empty();
        }
        Money lost = start.get().minus(now.get());
        return Optional.of(new Denial(
                "daily_loss",
                "below " + context.limits().maxDailyLoss() + " of " + start.get(),
                lost.percentOf(start.get()) + " (" + lost + ")"));
    }
}
