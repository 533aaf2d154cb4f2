package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.RoundingDirection;
import dev.ibkrbot.risk.RiskCheck;
import dev.ibkrbot.risk.RiskContext;
import java.util.Optional;

/**
 * The limit does not reach further than the collar beyond the far side: a buy at most the ask and the collar, a sell
 * at least the bid less the collar. A missing side is {@link QuoteSidesCheck}'s.
 */
final class PriceCollarCheck implements RiskCheck {
    @Override
    public Optional<Denial> check(RiskContext context) {
        Price limit = context.proposal().limit();
        Percent collar = context.limits().priceCollar();
        Quote quote = context.proposal().quote();
        if (context.proposal().side() == Side.BUY) {
            return quote.ask()
                    .map(ask -> ask.increasedBy(collar, RoundingDirection.DOWN))
                    .filter(limit::isAbove)
                    .map(most -> new Denial("price_collar", "at most " + most + " a share", limit + " a share"));
        }
        return quote.bid()
                .map(bid -> bid.increasedBy(collar.negated(), RoundingDirection.UP))
                .filter(limit::isBelow)
                .map(least -> new Denial("price_collar", "at least " + least + " a share", limit + " a share"));
    }

    @Override
    public String name() {
        return "price_collar";
    }

    @Override
    public GateAnswer passed(RiskContext context) {
        TradeProposal proposal = context.proposal();
        boolean buys = proposal.side() == Side.BUY;
        Optional<Price> side = buys ? proposal.quote().ask() : proposal.quote().bid();
        return side.map(it -> GateAnswer.passed(
                        name(),
                        "at most " + context.limits().priceCollar() + (buys ? " above " : " below ") + it,
                        proposal.limit() + " a share"))
                .orElseGet(() -> GateAnswer.notAsked(name(), "quote has no such side"));
    }
}
