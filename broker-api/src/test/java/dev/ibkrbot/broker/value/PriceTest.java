package dev.ibkrbot.broker.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTest {
    private static final int RUNS = 20_000;

    @ParameterizedTest
    @CsvSource({
        "12.34, 12.34",
        "12.3, 12.30",
        "12, 12.00",
        "-0.5, -0.50",
        "0.0125, 0.0125",
        "-0.00000001, -0.00000001",
        "0, 0.00",
        "-0, 0.00",
        "92233720368.54775807, 92233720368.54775807",
        "-92233720368.54775808, -92233720368.54775808",
    })
    void writesPlainDecimals(String in, String out) {
        assertThat(Price.of(in)).hasToString(out);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "-",
                "1e3",
                "1E3",
                "NaN",
                "Infinity",
                "+1",
                "1,5",
                "1 ",
                " 1",
                "1.2.3",
                "--1",
                "1-",
                "0x1",
                "١",
                "0.000000001",
                "92233720368.54775808",
                "-92233720368.54775809",
                "1234567890123456789012",
                "00000000000000000000000000000000000000001"
            })
    void refusesWhatIsNoPlainDecimal(String text) {
        assertThatThrownBy(() -> Price.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("price ")
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void readsBackWhatItWrites() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < RUNS; i++) {
            Price price = Price.ofUnits(Oracle.units(random));

            assertThat(Price.of(price.toString())).isEqualTo(price).hasSameHashCodeAs(price);
            assertThat(new BigDecimal(price.toString())).isEqualByComparingTo(Oracle.decimal(price.units()));
        }
    }

    @Test
    void addsSubtractsAndComparesAsDecimals() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < RUNS; i++) {
            Price a = Price.ofUnits(Oracle.units(random) / 2);
            Price b = Price.ofUnits(Oracle.units(random) / 2);
            BigDecimal x = Oracle.decimal(a.units());
            BigDecimal y = Oracle.decimal(b.units());

            assertThat(Oracle.decimal(a.plus(b).units())).isEqualByComparingTo(x.add(y));
            assertThat(Oracle.decimal(a.minus(b).units())).isEqualByComparingTo(x.subtract(y));
            assertThat(a.compareTo(b)).isEqualTo(x.compareTo(y));
            assertThat(a.isAbove(b)).isEqualTo(x.compareTo(y) > 0);
            assertThat(a.isBelow(b)).isEqualTo(x.compareTo(y) < 0);
            assertThat(Oracle.decimal(a.abs().units())).isEqualByComparingTo(x.abs());
            assertThat(Oracle.decimal(a.midpointTo(b).units()))
                    .isEqualByComparingTo(
                            Oracle.rounded(x.add(y).divide(BigDecimal.valueOf(2)), RoundingDirection.HALF_EVEN));
        }
    }

    @ParameterizedTest
    @EnumSource(RoundingDirection.class)
    void takesPercentagesAsDecimals(RoundingDirection direction) {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < RUNS; i++) {
            Price price = Price.ofUnits(Oracle.units(random) >> random.nextInt(2, 60));
            Percent share = Percent.ofFractionUnits(random.nextLong(-100_000_000, 100_000_001));
            BigDecimal part = Oracle.decimal(price.units()).multiply(Oracle.decimal(share.fractionUnits()));

            assertThat(Oracle.decimal(price.part(share, direction).units()))
                    .isEqualByComparingTo(Oracle.rounded(part, direction));
            assertThat(Oracle.decimal(price.increasedBy(share, direction).units()))
                    .isEqualByComparingTo(
                            Oracle.rounded(Oracle.decimal(price.units()).add(part), direction));
        }
    }

    @Test
    void multipliesToMoneyAsDecimals() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < RUNS; i++) {
            Price price = Price.ofUnits(random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L));
            Quantity quantity = Quantity.ofUnits(random.nextLong(-10_000_000_000L, 10_000_000_000L));
            int multiplier = random.nextInt(1, 1001);
            BigDecimal exact = Oracle.decimal(price.units())
                    .multiply(BigDecimal.valueOf(multiplier))
                    .multiply(Oracle.decimal(quantity.units()));

            assertThat(Oracle.decimal(
                            price.times(multiplier, quantity, Currency.USD).units()))
                    .isEqualByComparingTo(Oracle.rounded(exact, RoundingDirection.HALF_EVEN));
        }
    }

    @Test
    void takesADoubleForTheDecimalItReadsAs() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < RUNS; i++) {
            long units = random.nextLong(-1_000_000_000_000_000L, 1_000_000_000_000_000L) >> random.nextInt(40);
            double estimate = Price.ofUnits(units).asDouble();

            for (RoundingDirection direction : RoundingDirection.values()) {
                assertThat(Price.ofDouble(estimate, direction).units()).isEqualTo(units);
            }
        }
    }

    @Test
    void roundsADoubleInTheNamedDirection() {
        assertThat(Price.ofDouble(0.123456784, RoundingDirection.UP)).isEqualTo(Price.of("0.12345679"));
        assertThat(Price.ofDouble(0.123456784, RoundingDirection.DOWN)).isEqualTo(Price.of("0.12345678"));
        assertThat(Price.ofDouble(-0.123456784, RoundingDirection.DOWN)).isEqualTo(Price.of("-0.12345679"));
        assertThat(Price.ofDouble(0.123456785, RoundingDirection.HALF_EVEN)).isEqualTo(Price.of("0.12345678"));
        assertThat(Price.ofDouble(1e-300, RoundingDirection.UP)).isEqualTo(Price.of("0.00000001"));
        assertThat(Price.ofDouble(-0.0, RoundingDirection.UP)).isSameAs(Price.ZERO);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e11, -1e300})
    void refusesADoubleThatIsNoPrice(double estimate) {
        assertThatThrownBy(() -> Price.ofDouble(estimate, RoundingDirection.DOWN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("price ");
    }

    @Test
    void throwsOnOverflowInsteadOfWrapping() {
        Price most = Price.ofUnits(Long.MAX_VALUE);
        Price least = Price.ofUnits(Long.MIN_VALUE);
        Price step = Price.ofUnits(1);

        assertThatThrownBy(() -> most.plus(step)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> least.minus(step)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(least::abs).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.increasedBy(Percent.of("1"), RoundingDirection.DOWN))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.times(100, Quantity.ONE, Currency.USD)).isInstanceOf(ArithmeticException.class);
    }
}
