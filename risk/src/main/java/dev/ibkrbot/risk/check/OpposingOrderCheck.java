package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.risk.RiskCheck;
import dev.ibkrbot.risk.RiskContext;
import java.util.Optional;

/** No working order would trade against this one: brokers reject both sides of one option (error 201). */
final class OpposingOrderCheck implements RiskCheck {
    @Override
    public Optional<Denial> check(RiskContext context) {
        Side opposing = context.proposal().side().opposite();
        return context.book().workingOrders().stream()
                .map(OpenOrder::order)
                .filter(order -> order.side() == opposing
                        && order.instrument().equals(context.proposal().instrument()))
                .findFirst()
                .map(order -> new Denial(
                        "opposing_order",
                        "no " + opposing + " order on " + context.proposal().instrument(),
                        Figures.order(order)));
    }

    @Override
    public String name() {
        return "opposing_order";
    }

    @Override
    public GateAnswer passed(RiskContext context) {
        return GateAnswer.passed(
                name(), "no " + context.proposal().side().opposite() + " order on the same contract", "none");
    }
}
