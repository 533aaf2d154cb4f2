package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.risk.RiskCheck;
import dev.ibkrbot.risk.RiskContext;
import java.util.Optional;

/**
 * Account, start of day, instrument and limits count in one currency. No exchange rate is known, so anything else is
 * denied.
 */
final class CurrencyCheck implements RiskCheck {
    @Override
    public Optional<Denial> check(RiskContext context) {
        Currency expected = context.limits().feePerContract().currency();
        Currency instrument = context.proposal().instrument().currency();
        Optional<Currency> account =
                context.book().account().map(it -> it.netLiquidation().currency());
        Optional<Currency> dayStart = context.book().startOfDayEquity().map(Money::currency);
        return other(Optional.of(instrument), expected)
                .or(() -> other(account, expected))
                .or(() -> other(dayStart, expected))
                .map(other -> new Denial("currency", expected.code(), other + ", exchange rate unknown"));
    }

    private static Optional<Currency> other(Optional<Currency> currency, Currency expected) {
        return currency.filter(it -> !it.equals(expected));
    }

    @Override
    public String name() {
        return "currency";
    }

    @Override
    public GateAnswer passed(RiskContext context) {
        Currency expected = context.limits().feePerContract().currency();
        return GateAnswer.passed(name(), expected.code(), expected.code());
    }
}
