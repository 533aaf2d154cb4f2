package dev.ibkrbot.stub.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final Instant AT = Instant.parse("2026-06-15T14:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-06-15");
    private static final Stock NVDA = Stock.of("NVDA");
    private static final OptionContract CALL =
            OptionContract.equity(new Symbol("NVDA"), LocalDate.parse("2026-07-17"), Price.of("200"), Right.CALL);

    private final Ledger ledger = new Ledger(Money.usd("10000"));

    @Test
    @Tag("TR")
    void averagesPurchases() {
        fill(NVDA, Side.BUY, 10, "100");
        fill(NVDA, Side.BUY, 10, "200");

        assertThat(ledger.positions()).containsExactly(new Position(NVDA, Quantity.of(20), Price.of("150")));
    }

    @Test
    @Tag("TR")
    void keepsTheAverageWhenPartIsSold() {
        fill(NVDA, Side.BUY, 10, "150");
        fill(NVDA, Side.SELL, 5, "180");

        assertThat(ledger.positions()).containsExactly(new Position(NVDA, Quantity.of(5), Price.of("150")));
        assertThat(ledger.realized(TODAY)).isEqualTo(Money.usd("150"));
    }

    @Test
    @Tag("TR")
    void forgetsWhatIsSoldWhole() {
        fill(NVDA, Side.BUY, 10, "150");
        fill(NVDA, Side.SELL, 10, "140");

        assertThat(ledger.positions()).isEmpty();
        assertThat(ledger.cash()).isEqualTo(Money.usd("9900"));
    }

    @Test
    @Tag("TR")
    void holdsAnOptionBesideItsUnderlyingNeverInIt() {
        fill(NVDA, Side.BUY, 10, "150");
        fill(CALL, Side.BUY, 1, "3.50");

        assertThat(ledger.positions())
                .containsExactly(
                        new Position(NVDA, Quantity.of(10), Price.of("150")),
                        new Position(CALL, Quantity.ONE, Price.of("3.50")));
    }

    private void fill(Instrument instrument, Side side, int quantity, String price) {
        ledger.fill(
                new Execution(
                        new ExecutionId("x1"),
                        new OrderId(1),
                        new OrderRef("B1-E"),
                        instrument,
                        side,
                        Quantity.of(quantity),
                        Price.of(price),
                        AT),
                TODAY);
    }
}
