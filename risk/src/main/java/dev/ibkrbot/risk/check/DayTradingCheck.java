package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.risk.DayTradingRule;
import dev.ibkrbot.risk.RiskContext;
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

    @Override
    public String name() {
        return "day_trades";
    }

    @Override
    public GateAnswer passed(RiskContext context) {
        Optional<DayTradingRule> rule = context.limits().regime().dayTrading();
        Optional<Money> equity = context.book().account().map(AccountSnapshot::netLiquidation);
        if (rule.isEmpty() || equity.isEmpty()) {
            return GateAnswer.notAsked(name(), rule.isEmpty() ? "no such rule" : "account unknown");
        }
        return GateAnswer.passed(
                name(),
                rule.get().most() + " day trades in " + rule.get().window() + " trading days below "
                        + rule.get().equityThreshold(),
                rule.get()
                                .used(
                                        context.book().memory().dayTrades(),
                                        context.book().tradingDate(),
                                        context.limits().regime().calendar())
                        + " day trades, equity " + equity.get());
    }
}
