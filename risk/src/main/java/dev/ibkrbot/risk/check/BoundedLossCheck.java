package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.risk.RiskCheck;
import dev.ibkrbot.risk.RiskContext;
import dev.ibkrbot.risk.sizing.Collateral;
import java.util.Optional;

/** The loss has a bound: what is bought can lose its price at most, what is sold short needs a stop, or cover. */
final class BoundedLossCheck implements RiskCheck {
    @Override
    public Optional<Denial> check(RiskContext context) {
        boolean written = Collateral.isWritten(
                context.proposal().instrument(), context.proposal().side());
        if (context.proposal().side() == Side.BUY
                || context.proposal().exits().stopLoss().isPresent()
                || written && WritingCheck.isSecured(context)) {
            return Optional.empty();
        }
        return Optional.of(new Denial("unbounded_loss", "a stop on a short entry", "no stop"));
    }

    @Override
    public String name() {
        return "bounded_loss";
    }

    @Override
    public GateAnswer passed(RiskContext context) {
        return GateAnswer.passed(
                name(),
                "a stop on a short entry",
                context.proposal().side() == Side.BUY
                        ? "bought"
                        : context.proposal()
                                .exits()
                                .stopLoss()
                                .map(stop -> "stop at " + stop)
                                .orElse("secured"));
    }
}
