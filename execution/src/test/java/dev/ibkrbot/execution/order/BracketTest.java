package dev.ibkrbot.execution.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BracketTest {
    private static Bracket bought(String entry, String gain, String loss, PriceGrid grid) {
        return Bracket.around(Price.of(entry), plan(gain, loss), Side.BUY, grid);
    }

    private static ExitPlan plan(String gain, String loss) {
        return new ExitPlan(
                Optional.ofNullable(gain).map(Percent::ofFraction),
                Optional.ofNullable(loss).map(Percent::ofFraction));
    }

    private static Bracket expected(String takeProfit, String stopLoss) {
        return new Bracket(
                Optional.ofNullable(takeProfit).map(Price::of),
                Optional.ofNullable(stopLoss).map(Price::of));
    }

    @ParameterizedTest
    @Tag("BR")
    @CsvSource({
        "2.5,,,,",
        "2.0,0.5,,3.0,",
        "2.0,,0.2,,1.6",
        "1.0,0.3,0.1,1.3,0.9",
        "100,0.05,0.02,105,98",
        "0,0.3,0.2,0,0",
        "2.5,0.40,0.50,3.5,1.25"
    })
    void liesAroundTheEntryPrice(String entry, String gain, String loss, String takeProfit, String stopLoss) {
        assertThat(bought(entry, gain, loss, PriceGrid.CENT)).isEqualTo(expected(takeProfit, stopLoss));
    }

    @Test
    @Tag("BR2")
    void takesThirtyPercentAndStopsAtTwenty() {
        assertThat(bought("2.50", "0.3", "0.2", PriceGrid.PENNY_CLASS)).isEqualTo(expected("3.25", "2.00"));
    }

    @Test
    @Tag("BR3")
    void neverRoundsToAMoreAggressivePrice() {
        assertThat(bought("3.50", "0.3", "0.2", PriceGrid.PENNY_CLASS)).isEqualTo(expected("4.55", "2.80"));
        assertThat(bought("3.55", "0.3", "0.2", PriceGrid.PENNY_CLASS)).isEqualTo(expected("4.65", "2.84"));
        assertThat(bought("3.50", "0.3", "0.2", PriceGrid.STANDARD_CLASS)).isEqualTo(expected("4.60", "2.80"));
    }

    @Test
    void turnsAroundForWhatWasSoldToOpen() {
        // Bought back with a gain at 2.50 less 30 % = 1.75, with a loss at 2.50 plus 21 % = 3.025, stop rounded up.
        Bracket sold = Bracket.around(Price.of("2.50"), plan("0.3", "0.21"), Side.SELL, PriceGrid.PENNY_CLASS);

        assertThat(sold).isEqualTo(expected("1.75", "3.05"));
        assertThat(sold.fault(Price.of("2.50"), Side.SELL)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2.50, 3.25, 2.00, ''",
        "2.50, , , ''",
        "0.00, 0.00, 0.00, entry price 0.00 is not positive",
        "0.01, 0.02, 0.00, exit at 0.00 is not between zero and the entry price 0.01",
        "2.50, 3.25, 2.50, exit at 2.50 is not between zero and the entry price 2.50",
        "2.50, 2.50, 2.00, exit at 2.50 is not above the entry price 2.50",
        "2.50, 24.99, 2.00, ''",
        "2.50, 25.00, 2.00, exit at 25.00 is ten times the entry price 2.50"
    })
    void saysWhatMakesNoSense(String entry, String takeProfit, String stopLoss, String fault) {
        Optional<String> found = expected(takeProfit, stopLoss).fault(Price.of(entry), Side.BUY);

        assertThat(found).isEqualTo(Optional.of(fault).filter(text -> !text.isEmpty()));
    }
}
