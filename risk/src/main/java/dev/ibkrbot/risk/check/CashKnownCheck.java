package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.risk.RiskCheck;
import dev.ibkrbot.risk.RiskContext;
import dev.ibkrbot.risk.sizing.CommittedCash;
import java.util.Optional;

/** It can be told what may be spent, and what working entries will cost when they fill. */
final class CashKnownCheck implements RiskCheck {
    @Override
    public Optional<Denial> check(RiskContext context) {
        boolean settledUnknown = context.limits().regime().settledCashOnly()
                && context.book()
                        .account()
                        .filter(it -> it.settledCash().isEmpty())
                        .isPresent();
        if (settledUnknown) {
            return Optional.of(new Denial("cash_unknown", "settled cash is known", "the broker does not tell it"));
        }
        if (CommittedCash.of(context.book().workingOrders(), context.limits().feePerContract())
                .isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Denial(
                "cash_unknown",
                "working entries have a limit price in "
                        + context.limits().feePerContract().currency(),
                "a working entry has none"));
    }

    @Override
    public String name() {
        return "cash_known";
    }

    @Override
    public GateAnswer passed(RiskContext context) {
        return GateAnswer.passed(name(), "working entries have a known cost", "known");
    }
}
