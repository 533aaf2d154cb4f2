package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.risk.RiskCheck;
import dev.ibkrbot.risk.RiskContext;
import dev.ibkrbot.risk.sizing.Allowance;
import dev.ibkrbot.risk.sizing.Cap;
import dev.ibkrbot.risk.sizing.Sizing;
import java.util.List;
import java.util.Optional;

/** Risk and position size leave room for at least one unit; one is never forced. */
final class SizeCheck implements RiskCheck {
    private static final List<Cap> CAPS = List.of(Cap.RISK, Cap.POSITION);

    @Override
    public Optional<Denial> check(RiskContext context) {
        return context.sizing().flatMap(SizeCheck::denial);
    }

    private static Optional<Denial> denial(Sizing sizing) {
        for (Cap cap : CAPS) {
            Allowance allowance = sizing.of(cap);
            if (allowance.quantity().isZero()) {
                return Optional.of(denial(allowance));
            }
        }
        return Optional.empty();
    }

    private static Denial denial(Allowance allowance) {
        String what = allowance.cap() == Cap.RISK ? " at risk" : " a position";
        return new Denial("size_zero", allowance.budget() + what, allowance.perUnit() + what + " for one");
    }
}
