package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.risk.RiskContext;
import dev.ibkrbot.risk.RiskLimits;
import java.util.Optional;

/** The week has not lost its limit. What is unknown or not comparable other checks deny. */
final class WeeklyLossCheck implements StandingCheck {
    @Override
    public Optional<Denial> standing(TradingBook book, RiskLimits limits) {
        return Figures.loss(
                "weekly_governor_active",
                book.memory().weekStartEquity(),
                book,
                limits.regime().maxWeeklyLoss());
    }

    @Override
    public String name() {
        return "weekly_loss";
    }

    @Override
    public GateAnswer passed(RiskContext context) {
        return Figures.lossPassed(
                name(),
                context.book().memory().weekStartEquity(),
                context.book(),
                context.limits().regime().maxWeeklyLoss());
    }
}
