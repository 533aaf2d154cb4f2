package dev.ibkrbot.stub.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.RoundingDirection;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TickTableTest {
    private static final LocalDate DATE = LocalDate.of(2026, 11, 18);

    private static OptionContract option(String symbol) {
        return OptionContract.equity(new Symbol(symbol), LocalDate.of(2026, 12, 18), Price.of("100"), Right.CALL);
    }

    /** Penny classes 0.01 and 0.05 from 3.00; SPY, QQQ, IWM 0.01 at every price; others 0.05 and 0.10 from 3.00. */
    @Tag("BR3")
    @ParameterizedTest
    @CsvSource({
        "AAPL, 4.615, 4.65",
        "AAPL, 2.831, 2.84",
        "SPY, 4.611, 4.62",
        "QQQ, 2.001, 2.01",
        "IWM, 9.991, 10.00",
        "GOOG, 4.55,  4.60",
        "GOOG, 2.81,  2.85",
    })
    void roundsSellLimitsUpOntoTheStepsOfTheClass(String symbol, String price, String expected) {
        assertThat(TickTable.standard().grid(option(symbol), DATE).round(Price.of(price), RoundingDirection.UP))
                .isEqualTo(Price.of(expected));
    }

    @Test
    void stocksMoveByCentsAndTheDateDecides() {
        TickTable ticks = TickTable.standard();
        assertThat(ticks.grid(Stock.of("IBM"), DATE).isLegal(Price.of("100.005")))
                .isFalse();
        // Before the Penny Program even SPY moved by 0.05.
        assertThat(ticks.grid(option("SPY"), LocalDate.of(2006, 1, 3)).isLegal(Price.of("1.01")))
                .isFalse();
        assertThat(ticks.grid(option("SPY"), DATE).isLegal(Price.of("1.01"))).isTrue();
    }
}
