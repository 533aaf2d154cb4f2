package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.risk.RiskCheck;
import dev.ibkrbot.risk.RiskContext;
import dev.ibkrbot.risk.sizing.Allowance;
import dev.ibkrbot.risk.sizing.Cap;
import dev.ibkrbot.risk.sizing.Sizing;
import java.util.Optional;
import java.util.stream.Stream;

/** Risk and position size leave room for at least one unit; one is never forced. */
final class SizeCheck implements RiskCheck {
    @Override
    public Optional<Denial> check(RiskContext context) {
        return context.sizing().flatMap(SizeCheck::denial);
    }

    private static Optional<Denial> denial(Sizing sizing) {
        return Stream.of(Cap.RISK, Cap.POSITION)
                .map(sizing::of)
                .filter(allowance -> allowance.quantity().isZero())
                .findFirst()
                .map(SizeCheck::denial);
    }

    private static Denial denial(Allowance allowance) {
        String what = allowance.cap() == Cap.RISK ? " at risk" : " a position";
        return new Denial("size_zero", allowance.budget() + what, allowance.perUnit() + what + " for one");
    }
}
