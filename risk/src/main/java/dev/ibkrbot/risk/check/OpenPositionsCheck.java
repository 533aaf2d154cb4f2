package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.risk.RiskCheck;
import dev.ibkrbot.risk.RiskContext;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** There is room for one more instrument; working entries count as filled. */
final class OpenPositionsCheck implements RiskCheck {
    @Override
    public Optional<Denial> check(RiskContext context) {
        Stream<Instrument> held = context.book().positions().stream().map(Position::instrument);
        Stream<Instrument> entering = context.book().workingOrders().stream()
                .filter(open -> open.order().role() == OrderRole.ENTRY)
                .map(open -> open.order().instrument());
        Set<Instrument> after = Stream.concat(
                        Stream.concat(held, entering),
                        Stream.of(context.proposal().instrument()))
                .collect(Collectors.toSet());
        int most = context.limits().maxOpenPositions();
        if (after.size() <= most) {
            return Optional.empty();
        }
        return Optional.of(new Denial("max_open_positions", most + " positions", after.size() + " positions"));
    }
}
