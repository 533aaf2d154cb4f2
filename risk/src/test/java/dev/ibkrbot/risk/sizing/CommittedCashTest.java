package dev.ibkrbot.risk.sizing;

import static dev.ibkrbot.risk.RiskFixtures.entry;
import static dev.ibkrbot.risk.RiskFixtures.option;
import static dev.ibkrbot.risk.RiskFixtures.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommittedCashTest {
    private static final Money FEE = Money.usd("0.65");

    @Test
    void addsWhatIsUnfilledOfEveryEntryWithItsFees() {
        OrderTerms limit = new OrderTerms.Limit(Price.of("1.50"));

        // (3 - 1) * (150 + 0.65), and 10 shares at 20
        assertThat(CommittedCash.of(
                        List.of(
                                order(OrderRole.ENTRY, Side.BUY, option("SPY", "100"), 3, limit, 1),
                                entry(Stock.of("QQQ"), 10, "20"),
                                order(OrderRole.TAKE_PROFIT, Side.SELL, option("IWM", "50"), 5, limit, 0)),
                        FEE))
                .contains(Money.usd("501.30"));
    }

    @Test
    void isUnknownForAnotherCurrency() {
        assertThat(CommittedCash.of(List.of(entry(new Stock(new Symbol("SAP"), new Currency("EUR")), 1, "200")), FEE))
                .isEmpty();
    }

    @Test
    void chargesEveryLegOfACombo() {
        Combo ratio = new Combo(
                new Symbol("SPY"),
                Currency.USD,
                List.of(new Combo.Leg(option("SPY", "100"), 1), new Combo.Leg(option("SPY", "105"), -2)));

        assertThat(CommittedCash.feePerUnit(ratio, FEE)).isEqualTo(Money.usd("1.95"));
        assertThat(CommittedCash.of(List.of(), FEE)).isEqualTo(Optional.of(Money.usd("0")));
    }
}
