package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.risk.RiskCheck;
import dev.ibkrbot.risk.RiskContext;
import java.util.Optional;

/** No order on the same underlying is working or in doubt. */
final class WorkingOrderCheck implements RiskCheck {
    @Override
    public Optional<Denial> check(RiskContext context) {
        return context.book().workingOrders().stream()
                .map(OpenOrder::order)
                .filter(order -> Figures.sameUnderlying(order.instrument(), context.proposal()))
                .findFirst()
                .map(order -> new Denial(
                        "working_order",
                        "no working order on " + context.proposal().symbol(),
                        Figures.order(order)));
    }

    @Override
    public String name() {
        return "working_order";
    }

    @Override
    public GateAnswer passed(RiskContext context) {
        return GateAnswer.passed(
                name(), "no working order on " + context.proposal().symbol(), "none");
    }
}
