package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.risk.RiskCheck;
import dev.ibkrbot.risk.RiskContext;
import dev.ibkrbot.risk.RiskLimits;
import java.util.Optional;

/** A check that needs no proposal: what it has against one entry it has against all of them. */
public interface StandingCheck extends RiskCheck {
    /** The reason why nothing may be entered now; empty when this check has nothing against entries. */
    Optional<Denial> standing(TradingBook book, RiskLimits limits);

    @Override
    default Optional<Denial> check(RiskContext context) {
        return standing(context.book(), context.limits());
    }
}
