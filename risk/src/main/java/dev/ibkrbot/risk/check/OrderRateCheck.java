package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.risk.RiskCheck;
import dev.ibkrbot.risk.RiskContext;
import java.util.Optional;

/** One more entry in this minute is not too many. */
final class OrderRateCheck implements RiskCheck {
    @Override
    public Optional<Denial> check(RiskContext context) {
        int most = context.limits().maxEntriesPerMinute();
        int actual = context.book().entriesInLastMinute() + 1;
        if (actual <= most) {
            return Optional.empty();
        }
        return Optional.of(new Denial("order_rate", most + " entries per minute", actual + " entries per minute"));
    }

    @Override
    public String name() {
        return "order_rate";
    }

    @Override
    public GateAnswer passed(RiskContext context) {
        return GateAnswer.passed(
                name(),
                context.limits().maxEntriesPerMinute() + " entries per minute",
                context.book().entriesInLastMinute() + 1 + " entries per minute");
    }
}
