package dev.ibkrbot.broker.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MoneyTest {
    private static final int RUNS = 20_000;
    private static final Currency EUR = new Currency("EUR");

    @Test
    void computesAsDecimals() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < RUNS; i++) {
            Money a = usd(Oracle.units(random) / 2);
            Money b = usd(Oracle.units(random) / 2);
            BigDecimal x = Oracle.decimal(a.units());
            BigDecimal y = Oracle.decimal(b.units());

            assertThat(Oracle.decimal(a.plus(b).units())).isEqualByComparingTo(x.add(y));
            assertThat(Oracle.decimal(a.minus(b).units())).isEqualByComparingTo(x.subtract(y));
            assertThat(Oracle.decimal(a.negated().units())).isEqualByComparingTo(x.negate());
            assertThat(Oracle.decimal(a.abs().units())).isEqualByComparingTo(x.abs());
            assertThat(Oracle.decimal(a.min(b).units())).isEqualByComparingTo(x.min(y));
            assertThat(Oracle.decimal(a.max(b).units())).isEqualByComparingTo(x.max(y));
            assertThat(a.compareTo(b)).isEqualTo(x.compareTo(y));
            assertThat(a.isPositive()).isEqualTo(x.signum() > 0);
            assertThat(a.isNegative()).isEqualTo(x.signum() < 0);
            assertThat(a.isZero()).isEqualTo(x.signum() == 0);
            assertThat(Money.usd(a.amount())).isEqualTo(a).hasSameHashCodeAs(a);
        }
    }

    @ParameterizedTest
    @EnumSource(RoundingDirection.class)
    void takesPartsAndCentsAsDecimals(RoundingDirection direction) {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < RUNS; i++) {
            Money money = usd(Oracle.units(random) >> 2);
            Percent share = Percent.ofFractionUnits(random.nextLong(-300_000_000, 300_000_001));
            BigDecimal x = Oracle.decimal(money.units());

            assertThat(Oracle.decimal(money.part(share, direction).units()))
                    .isEqualByComparingTo(Oracle.rounded(x.multiply(Oracle.decimal(share.fractionUnits())), direction));
            assertThat(Oracle.decimal(money.roundedToCents(direction).units()))
                    .isEqualByComparingTo(x.setScale(2, direction.mode()));
        }
    }

    @Test
    void multipliesAndDividesAsDecimals() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < RUNS; i++) {
            Money money = usd(random.nextLong(-100_000_000_000_000L, 100_000_000_000_000L));
            Money whole = usd(random.nextLong(1_000_000L, 100_000_000_000_000L));
            Quantity quantity = Quantity.ofUnits(random.nextLong(1_000_000, 10_000_000_000L));
            int multiplier = random.nextInt(1, 101);
            BigDecimal x = Oracle.decimal(money.units());
            BigDecimal q = Oracle.decimal(quantity.units());
            BigDecimal w = Oracle.decimal(whole.units());

            assertThat(Oracle.decimal(money.times(quantity).units()))
                    .isEqualByComparingTo(Oracle.rounded(x.multiply(q), RoundingDirection.HALF_EVEN));
            assertThat(Oracle.decimal(money.percentOf(whole).fractionUnits()))
                    .isEqualByComparingTo(x.divide(w, 8, RoundingMode.HALF_EVEN));
            assertThat(money.wholeTimes(whole))
                    .isEqualTo(x.max(BigDecimal.ZERO)
                            .divide(w, 0, RoundingMode.DOWN)
                            .longValueExact());
            assertThat(Oracle.decimal(money.perShare(multiplier, quantity).units()))
                    .isEqualByComparingTo(
                            x.divide(q.multiply(BigDecimal.valueOf(multiplier)), 8, RoundingMode.HALF_EVEN));
        }
    }

    @Test
    void neverMixesCurrencies() {
        Money dollar = Money.usd("1");
        Money euro = Money.of("1", EUR);

        for (ThrowingCallable mixed : new ThrowingCallable[] {
            () -> dollar.plus(euro),
            () -> dollar.minus(euro),
            () -> dollar.compareTo(euro),
            () -> dollar.min(euro),
            () -> dollar.max(euro),
            () -> dollar.wholeTimes(euro),
            () -> dollar.percentOf(euro)
        }) {
            assertThatThrownBy(mixed)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("cannot mix USD and EUR");
        }
        assertThat(dollar).isNotEqualTo(euro);
    }

    @Test
    void refusesToDivideByWhatIsNotPositive() {
        assertThatThrownBy(() -> Money.usd("1").wholeTimes(Money.usd("0")))
                .hasMessage("divisor is not positive: 0.00 USD");
        assertThatThrownBy(() -> Money.usd("1").percentOf(Money.usd("-1")))
                .hasMessage("whole is not positive: -1.00 USD");
        assertThatThrownBy(() -> Money.usd("1").perShare(100, Quantity.ZERO)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void throwsOnOverflowInsteadOfWrapping() {
        Money most = usd(Long.MAX_VALUE);

        assertThatThrownBy(() -> most.plus(usd(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.times(Quantity.of(2))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> usd(Long.MIN_VALUE).negated()).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.roundedToCents(RoundingDirection.UP)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void writesAmountAndCurrency() {
        assertThat(Money.usd("-1234.5")).hasToString("-1234.50 USD");
        assertThat(Money.of("0.125", EUR).amount()).isEqualTo("0.125");
    }

    private static Money usd(long units) {
        return Money.ofUnits(units, Currency.USD);
    }
}
