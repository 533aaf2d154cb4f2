package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.risk.RiskCheck;
import dev.ibkrbot.risk.RiskContext;
import java.util.Optional;

/** The equity is known, now and at the start of the trading date; without it no guard works. */
final class EquityKnownCheck implements RiskCheck {
    @Override
    public Optional<Denial> check(RiskContext context) {
        boolean now = context.book().account().isPresent();
        boolean start = context.book().startOfDayEquity().isPresent();
        if (now && start) {
            return Optional.empty();
        }
        String missing = now ? "start of " + context.book().tradingDate() + " unknown" : "account unknown";
        return Optional.of(new Denial("equity_unknown", "account and start-of-day equity known", missing));
    }

    @Override
    public String name() {
        return "equity_known";
    }

    @Override
    public GateAnswer passed(RiskContext context) {
        return GateAnswer.passed(name(), "account and start-of-day equity known", "known");
    }
}
