package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.risk.RiskContext;
import dev.ibkrbot.risk.RiskLimits;
import java.util.Optional;

/** The trading date has not lost its limit. What is unknown or not comparable other checks deny. */
final class DailyLossCheck implements StandingCheck {
    @Override
    public Optional<Denial> standing(TradingBook book, RiskLimits limits) {
        return Figures.loss("daily_loss", book.startOfDayEquity(), book, limits.maxDailyLoss());
    }

    @Override
    public String name() {
        return "daily_loss";
    }

    @Override
    public GateAnswer passed(RiskContext context) {
        return Figures.lossPassed(
                name(),
                context.book().startOfDayEquity(),
                context.book(),
                context.limits().maxDailyLoss());
    }
}
