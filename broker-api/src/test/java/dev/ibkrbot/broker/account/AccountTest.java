package dev.ibkrbot.broker.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {
    @Test
    void masksTheAccountNumber() {
        AccountId paper = new AccountId("DU1234567");

        assertThat(paper).hasToString("***567");
        assertThat(paper.isPaper()).isTrue();
        assertThat(new AccountId("U7")).hasToString("***U7");
        assertThat(new AccountId("U7654321").isPaper()).isFalse();
        assertThat(new AccountSnapshot(paper, Money.usd("1"), Money.usd("1"), Money.usd("0"), Instant.EPOCH).toString())
                .doesNotContain("DU1234");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "D", "du1", "DU 1", "DU12345678901234567"})
    void refusesOtherTextsWithoutRepeatingThem(String text) {
        assertThatThrownBy(() -> new AccountId(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("account id is not 2 to 16 capital letters and digits");
    }

    @Test
    void countsOneSnapshotInOneCurrency() {
        AccountId account = new AccountId("DU1");
        Money euro = Money.of("1", new Currency("EUR"));

        assertThatThrownBy(() -> new AccountSnapshot(account, Money.usd("1"), euro, Money.usd("0"), Instant.EPOCH))
                .hasMessage("amounts of one snapshot differ in currency");
        assertThatThrownBy(() -> new AccountSnapshot(account, Money.usd("1"), Money.usd("1"), euro, Instant.EPOCH))
                .hasMessage("amounts of one snapshot differ in currency");
    }

    @Test
    void hasNoPositionOfZero() {
        assertThatThrownBy(() -> new Position(Stock.of("SPY"), Quantity.ZERO, Price.of("1")))
                .hasMessage("a position of zero is none: SPY");
    }

    @Test
    void valuesAnOptionAtItsEndByCashAndShares() {
        assertThat(settled(OptionSettlement.Kind.EXERCISED, "600", 0).value()).isEqualTo(Money.usd("600"));
        assertThat(settled(OptionSettlement.Kind.EXERCISED, "-20000", 200).value())
                .isEqualTo(Money.usd("0"));
        assertThat(settled(OptionSettlement.Kind.EXPIRED, "0", 0).value()).isEqualTo(Money.usd("0"));
        assertThatThrownBy(() -> settled(OptionSettlement.Kind.EXPIRED, "1", 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static OptionSettlement settled(OptionSettlement.Kind kind, String cash, long shares) {
        return new OptionSettlement(
                new ExecutionId("1"),
                kind,
                OptionContract.equity(new Symbol("SPY"), LocalDate.of(2026, 11, 20), Price.of("100"), Right.CALL),
                Quantity.of(2),
                Money.usd(cash),
                Quantity.of(shares),
                Price.of("100"),
                Instant.EPOCH);
    }
}
