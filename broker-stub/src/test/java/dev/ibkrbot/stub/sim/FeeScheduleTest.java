package dev.ibkrbot.stub.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeeScheduleTest {
    private static final Stock STOCK = Stock.of("SPY");
    private static final OptionContract OPTION =
            OptionContract.equity(STOCK.symbol(), LocalDate.of(2026, 12, 18), Price.of("100"), Right.CALL);
    private static final LocalDate DATE = LocalDate.of(2026, 11, 18);

    /**
     * Stock: 0.005 a share, at least 1.00, at most 1 % of value. Options: 0.65 (0.50 below a premium of 0.10, 0.25 below
     * 0.05), at least 1.00 an order, and a contract's clearing 0.02 and regulatory fee 0.02815. Sales also pay 0.0000206
     * of their value and 0.000166 a share or 0.00279 a contract.
     */
    @ParameterizedTest
    @CsvSource({
        "stock,  BUY,  100,  50,   1.00",
        "stock,  BUY,  1000, 50,   5.00",
        "stock,  BUY,  1000, 0.25, 2.50",
        "stock,  BUY,  10,   1,    0.10",
        "stock,  SELL, 1000, 50,   6.20",
        "option, BUY,  20,   2.50, 13.96",
        "option, BUY,  1,    2.50, 1.05",
        "option, BUY,  100,  0.04, 29.82",
        "option, BUY,  100,  0.05, 54.82",
        "option, BUY,  100,  0.10, 69.82",
        "option, SELL, 20,   2.50, 14.12",
    })
    void billsWhatTheScheduleSays(String kind, Side side, long quantity, String price, String expected) {
        Instrument instrument = kind.equals("stock") ? STOCK : OPTION;
        assertThat(FeeSchedule.standard().estimate(instrument, side, Quantity.of(quantity), Price.of(price), DATE))
                .isEqualTo(Money.usd(expected));
    }

    @Test
    void billsAnOrderOnceHoweverManyFillsItHas() {
        FeeSchedule fees = FeeSchedule.standard();
        FeeSchedule.Tab tab = fees.tab(OPTION, Side.SELL);
        Money sum = Money.usd("0");
        for (int i = 0; i < 20; i++) {
            sum = sum.plus(tab.add(Quantity.ONE, Price.of("2.50"), DATE));
        }
        assertThat(sum).isEqualTo(fees.estimate(OPTION, Side.SELL, Quantity.of(20), Price.of("2.50"), DATE));
    }

    @Test
    void takesTheRowThatHoldsOnTheDate() {
        FeeSchedule fees = FeeSchedule.standard();
        // A sale of 100,000 dollars: 5.00 commission, 0.17 activity fee, and 27.80 or nothing per million.
        Money before = fees.estimate(STOCK, Side.SELL, Quantity.of(1_000), Price.of("100"), LocalDate.of(2025, 5, 13));
        Money after = fees.estimate(STOCK, Side.SELL, Quantity.of(1_000), Price.of("100"), LocalDate.of(2025, 5, 14));
        assertThat(before.minus(after)).isEqualTo(Money.usd("2.78"));
    }

    @Test
    void namesTheLineThatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> FeeSchedule.parse("my-fees.txt", List.of("# comment", "2026-13-01 stock.commission 1")))
                .withMessage("my-fees.txt:2: not a date: '2026-13-01'");
    }
}
