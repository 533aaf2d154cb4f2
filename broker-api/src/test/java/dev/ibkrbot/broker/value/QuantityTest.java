package dev.ibkrbot.broker.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QuantityTest {
    @Test
    void computesAsDecimals() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            Quantity a = Quantity.ofUnits(Oracle.units(random) / 2);
            Quantity b = Quantity.ofUnits(Oracle.units(random) / 2);
            BigDecimal x = Oracle.decimal(a.units());
            BigDecimal y = Oracle.decimal(b.units());

            assertThat(Oracle.decimal(a.plus(b).units())).isEqualByComparingTo(x.add(y));
            assertThat(Oracle.decimal(a.minus(b).units())).isEqualByComparingTo(x.subtract(y));
            assertThat(Oracle.decimal(a.min(b).units())).isEqualByComparingTo(x.min(y));
            assertThat(Oracle.decimal(a.abs().units())).isEqualByComparingTo(x.abs());
            assertThat(a.compareTo(b)).isEqualTo(x.compareTo(y));
            assertThat(Quantity.of(a.toString())).isEqualTo(a).hasSameHashCodeAs(a);
        }
    }

    @Test
    void tellsWholeFromFractional() {
        assertThat(Quantity.of("-20").wholeExact()).isEqualTo(-20);
        assertThat(Quantity.of(20)).isEqualTo(Quantity.of("20.0")).hasToString("20");
        assertThatThrownBy(() -> Quantity.of("0.5").wholeExact())
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("not a whole quantity: 0.5");
    }

    @Test
    void throwsOnOverflowInsteadOfWrapping() {
        assertThatThrownBy(() -> Quantity.of(Long.MAX_VALUE / 2)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Quantity.ofUnits(Long.MAX_VALUE).plus(Quantity.ONE))
                .isInstanceOf(ArithmeticException.class);
    }
}
