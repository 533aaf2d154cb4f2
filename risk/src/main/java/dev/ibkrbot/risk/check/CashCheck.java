package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.risk.RiskCheck;
import dev.ibkrbot.risk.RiskContext;
import dev.ibkrbot.risk.sizing.Cap;
import java.util.Optional;

/** Available funds, less reserve and working entries, pay for at least one unit and its fee. */
final class CashCheck implements RiskCheck {
    @Override
    public Optional<Denial> check(RiskContext context) {
        return context.sizing()
                .flatMap(sizing -> sizing.of(Cap.CASH))
                .filter(allowance -> allowance.quantity().isZero())
                .map(allowance -> new Denial(
                        "insufficient_cash",
                        allowance.budget() + " to spend",
                        allowance.perUnit() + " for one with its fee"));
    }

    @Override
    public String name() {
        return "cash";
    }

    @Override
    public GateAnswer passed(RiskContext context) {
        return context.sizing()
                .flatMap(sizing -> sizing.of(Cap.CASH))
                .map(allowance -> GateAnswer.passed(
                        name(), allowance.budget() + " to spend", allowance.perUnit() + " for one with its fee"))
                .orElseGet(() -> GateAnswer.notAsked(name(), "account or cash unknown"));
    }
}
