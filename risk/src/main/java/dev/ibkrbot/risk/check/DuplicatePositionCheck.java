package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.risk.RiskCheck;
import dev.ibkrbot.risk.RiskContext;
import java.util.Optional;

/** Nothing on the same underlying is held, whoever bought it: every cycle would add to it. */
final class DuplicatePositionCheck implements RiskCheck {
    @Override
    public Optional<Denial> check(RiskContext context) {
        return context.book().positions().stream()
                .filter(position -> Figures.sameUnderlying(position.instrument(), context.proposal()))
                .findFirst()
                .map(position -> new Denial(
                        "duplicate_position",
                        "no position on " + context.proposal().symbol(),
                        position.quantity() + " of " + position.instrument()));
    }
}
