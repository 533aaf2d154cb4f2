package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.risk.RiskCheck;
import dev.ibkrbot.risk.RiskContext;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Account, start of day, instrument and limits count in one currency. No exchange rate is known, so anything else is
 * denied.
 */
final class CurrencyCheck implements RiskCheck {
    @Override
    public Optional<Denial> check(RiskContext context) {
        Currency expected = context.limits().feePerContract().currency();
        return Stream.of(
                        Optional.of(context.proposal().instrument().currency()),
                        context.book()
                                .account()
                                .map(AccountSnapshot::netLiquidation)
                                .map(Money::currency),
                        context.book().startOfDayEquity().map(Money::currency))
                .flatMap(Optional::stream)
                .filter(currency -> !currency.equals(expected))
                .findFirst()
                .map(other -> new Denial("currency", expected.code(), other + ", exchange rate unknown"));
    }
}
