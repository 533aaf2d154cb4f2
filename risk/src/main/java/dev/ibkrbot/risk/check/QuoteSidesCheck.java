package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.risk.RiskCheck;
import dev.ibkrbot.risk.RiskContext;
import java.util.Optional;

/** The quote has a bid and an ask that are not crossed. */
final class QuoteSidesCheck implements RiskCheck {
    private static final String LIMIT = "bid and ask, bid not above ask";

    @Override
    public Optional<Denial> check(RiskContext context) {
        Quote quote = context.proposal().quote();
        if (quote.isTwoSided()) {
            return Optional.empty();
        }
        boolean crossed = quote.bid().isPresent() && quote.ask().isPresent();
        return Optional.of(new Denial(
                crossed ? "crossed_quote" : "one_sided_quote",
                LIMIT,
                "bid " + text(quote.bid()) + ", ask " + text(quote.ask())));
    }

    private static String text(Optional<Price> price) {
        return price.map(Price::toString).orElse("none");
    }

    @Override
    public String name() {
        return "quote_sides";
    }

    @Override
    public GateAnswer passed(RiskContext context) {
        Quote quote = context.proposal().quote();
        return GateAnswer.passed(name(), LIMIT, "bid " + text(quote.bid()) + ", ask " + text(quote.ask()));
    }
}
