package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.risk.RiskCheck;
import dev.ibkrbot.risk.RiskContext;
import dev.ibkrbot.risk.sizing.Allowance;
import dev.ibkrbot.risk.sizing.Cap;
import dev.ibkrbot.risk.sizing.Sizing;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Risk, position size and exposure leave room for at least one unit; one is never forced. */
final class SizeCheck implements RiskCheck {
    private static final List<Cap> CAPS = List.of(Cap.RISK, Cap.POSITION, Cap.EXPOSURE);

    @Override
    public Optional<Denial> check(RiskContext context) {
        return context.sizing().flatMap(SizeCheck::denial);
    }

    private static Optional<Denial> denial(Sizing sizing) {
        for (Cap cap : CAPS) {
            Optional<Allowance> nothing =
                    sizing.of(cap).filter(it -> it.quantity().isZero());
            if (nothing.isPresent()) {
                return nothing.map(SizeCheck::denial);
            }
        }
        return Optional.empty();
    }

    private static Denial denial(Allowance allowance) {
        String what = what(allowance);
        return new Denial("size_zero", allowance.budget() + what, allowance.perUnit() + what + " for one");
    }

    private static String what(Allowance allowance) {
        return switch (allowance.cap()) {
            case RISK -> " at risk";
            case EXPOSURE -> " exposed";
            default -> " a position";
        };
    }

    @Override
    public String name() {
        return "size";
    }

    @Override
    public GateAnswer passed(RiskContext context) {
        return context.sizing()
                .map(sizing -> GateAnswer.passed(name(), budgets(sizing), costs(sizing)))
                .orElseGet(() -> GateAnswer.notAsked(name(), "account or cash unknown"));
    }

    private static String budgets(Sizing sizing) {
        return told(sizing, allowance -> allowance.budget() + what(allowance));
    }

    private static String costs(Sizing sizing) {
        return told(sizing, allowance -> allowance.perUnit() + what(allowance)) + " for one";
    }

    private static String told(Sizing sizing, Function<Allowance, String> text) {
        return CAPS.stream().flatMap(cap -> sizing.of(cap).stream()).map(text).collect(Collectors.joining(", "));
    }
}
