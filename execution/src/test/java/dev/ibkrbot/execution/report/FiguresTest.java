package dev.ibkrbot.execution.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.value.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0          | 2 | 0.00",
                "-0.004     | 2 | 0.00",
                "-0.006     | 2 | −0.01",
                "0.125      | 2 | 0.12",
                "0.135      | 2 | 0.14",
                "999.999    | 2 | 1,000.00",
                "1234567.8  | 0 | 1,234,568",
                "-123456    | 0 | −123,456",
                "12         | 0 | 12",
            })
    void groupsAndRoundsToTheEvenNeighbour(String number, int places, String text) {
        assertThat(Figures.decimal(new BigDecimal(number), places)).isEqualTo(text);
    }

    @Test
    void writesMoneyWithItsCurrency() {
        assertThat(Figures.money(Money.usd("1234.5"))).isEqualTo("1,234.50 USD");
        assertThat(Figures.signedMoney(Money.usd("1234.5"))).isEqualTo("+1,234.50 USD");
        assertThat(Figures.signedMoney(Money.usd("-0.5"))).isEqualTo("−0.50 USD");
        assertThat(Figures.signedAmount(Money.usd("0"))).isEqualTo("0.00");
    }

    @Test
    void writesFractionsAsPercent() {
        assertThat(Figures.percent(0.1234)).isEqualTo("12.34%");
        assertThat(Figures.signedPercent(0.1234)).isEqualTo("+12.34%");
        assertThat(Figures.signedPercent(-0.1234)).isEqualTo("−12.34%");
        assertThat(Figures.signedPercent(0.00001)).isEqualTo("0.00%");
        assertThat(Figures.percent(-0.0)).isEqualTo("0.00%");
    }

    @Test
    void writesADashForWhatIsNotDefined() {
        assertThat(Figures.ratio(OptionalDouble.empty())).isEqualTo("–");
        assertThat(Figures.percent(OptionalDouble.empty())).isEqualTo("–");
        assertThat(Figures.ratio(OptionalDouble.of(1.256))).isEqualTo("1.26");
    }

    @Test
    void writesTimesOfTheExchange() {
        assertThat(Figures.time(Instant.parse("2013-10-04T13:45:59Z"), SampleRun.NEW_YORK))
                .isEqualTo("2013-10-04 09:45");
    }
}
