package dev.ibkrbot.broker.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentTest {
    @ParameterizedTest
    @CsvSource({
        "1.5, 0.015, 1500000",
        "100, 1, 100000000",
        "-0.000001, -0.00000001, -1",
        "0, 0, 0",
        "250, 2.5, 250000000",
    })
    void isTheHundredfoldOfAFraction(String percent, String fraction, long units) {
        assertThat(Percent.of(percent))
                .isEqualTo(Percent.ofFraction(fraction))
                .isEqualTo(Percent.ofFractionUnits(units))
                .hasToString(percent + "%");
        assertThat(Percent.of(percent).fraction()).isEqualTo(fraction);
        assertThat(Percent.of(percent).asFraction()).isEqualTo(Double.parseDouble(fraction));
    }

    @Test
    void refusesMorePlacesThanItHolds() {
        assertThatThrownBy(() -> Percent.of("0.0000001"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("percent has more than six decimal places: '0.0000001'");
        assertThatThrownBy(() -> Percent.ofFraction("0.000000001")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Percent.of("1%")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsBackWhatItWrites() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            Percent percent = Percent.ofFractionUnits(Oracle.units(random) / 100);
            String text = percent.toString();

            assertThat(Percent.of(text.substring(0, text.length() - 1))).isEqualTo(percent);
            assertThat(Percent.ofFraction(percent.fraction()))
                    .isEqualTo(percent)
                    .hasSameHashCodeAs(percent);
            assertThat(percent.abs().isPositive() || percent.equals(Percent.ZERO))
                    .isTrue();
        }
    }
}
