package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.risk.RiskCheck;
import dev.ibkrbot.risk.RiskContext;
import java.util.Optional;

/**
 * Nothing on the same underlying is held, whoever bought it: every cycle would add to it. Shares may be there when a call
 * is written: they are what covers it.
 */
final class DuplicatePositionCheck implements RiskCheck {
    @Override
    public Optional<Denial> check(RiskContext context) {
        return context.book().positions().stream()
                .filter(position -> Figures.sameUnderlying(position.instrument(), context.proposal()))
                .filter(position -> !covers(position, context.proposal()))
                .findFirst()
                .map(position -> new Denial(
                        "duplicate_position",
                        "no position on " + context.proposal().symbol(),
                        position.quantity() + " of " + position.instrument()));
    }

    private static boolean covers(Position position, TradeProposal proposal) {
        return position.instrument() instanceof Stock
                && position.quantity().isPositive()
                && proposal.side() == Side.SELL
                && proposal.instrument() instanceof OptionContract option
                && option.right() == Right.CALL;
    }

    @Override
    public String name() {
        return "duplicate_position";
    }

    @Override
    public GateAnswer passed(RiskContext context) {
        return GateAnswer.passed(name(), "no position on " + context.proposal().symbol(), "none");
    }
}
