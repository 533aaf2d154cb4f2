package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.risk.DayTradingRule;
import dev.ibkrbot.risk.RiskLimits;
import java.util.Optional;

/** The account may still close today what it opens now. An account whose equity is not known other checks deny. */
final class DayTradingCheck implements StandingCheck {
    @Override
    public Optional<Denial> standing(TradingBook book, RiskLimits limits) {
        Optional<DayTradingRule> rule = limits.regime().dayTrading();
        Optional<Money> equity = book.account()
                .map(AccountSnapshot::netLiquidation)
                .filter(it -> rule.map(own -> own.equityThreshold().currency().equals(it.currency()))
                        .orElse(false));
        if (rule.isEmpty() || equity.isEmpty() || !rule.get().applies(book.tradingDate(), equity.get())) {
            return Optional.empty();
        }
        int used = rule.get()
                .used(
                        book.memory().dayTrades(),
                        book.tradingDate(),
                        limits.regime().calendar());
        if (used < rule.get().most()) {
            return Optional.empty();
        }
        return Optional.of(new Denial(
                "pdt_limit_reached",
                rule.get().most() + " day trades in " + rule.get().window() + " trading days",
                used + " day trades"));
    }
}
