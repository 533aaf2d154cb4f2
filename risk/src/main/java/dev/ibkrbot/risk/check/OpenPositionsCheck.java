package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.risk.RiskCheck;
import dev.ibkrbot.risk.RiskContext;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** There is room for one more instrument; working entries count as filled. */
final class OpenPositionsCheck implements RiskCheck {
    @Override
    public Optional<Denial> check(RiskContext context) {
        int most = context.limits().maxOpenPositions();
        int after = after(context);
        if (after <= most) {
            return Optional.empty();
        }
        return Optional.of(new Denial("max_open_positions", most + " positions", after + " positions"));
    }

    private static int after(RiskContext context) {
        Set<Instrument> after = new HashSet<>();
        after.add(context.proposal().instrument());
        context.book().positions().forEach(position -> after.add(position.instrument()));
        for (OpenOrder open : context.book().workingOrders()) {
            if (open.order().role() == OrderRole.ENTRY) {
                after.add(open.order().instrument());
            }
        }
        return after.size();
    }

    @Override
    public String name() {
        return "open_positions";
    }

    @Override
    public GateAnswer passed(RiskContext context) {
        return GateAnswer.passed(
                name(), context.limits().maxOpenPositions() + " positions", after(context) + " positions");
    }
}
