package dev.ibkrbot.strategy.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Expectations: acceptance row FN, and arithmetic on paper. */
@Tag("FN")
class YieldsTest {
    @Test
    void annualizesAPremiumOnItsCollateral() {
        assertThat(Yields.annualizedPercent(2, 150, 30)).isEqualTo(16.2);
        assertThat(Yields.annualizedPercent(3.1, 180, 7)).isEqualTo(89.8);
    }

    @Test
    void hasNoYieldWithoutPremiumCollateralOrDays() {
        assertThat(Yields.annualizedPercent(0, 150, 30)).isZero();
        assertThat(Yields.annualizedPercent(-1, 150, 30)).isZero();
        assertThat(Yields.annualizedPercent(2, 0, 30)).isZero();
        assertThat(Yields.annualizedPercent(2, 150, 0)).isZero();
        assertThat(Yields.annualizedPercent(Double.NaN, 150, 30)).isZero();
    }

    @Test
    void annualizesAReturnOnCapital() {
        // 100 / 1500 * 365 / 30
        assertThat(Yields.returnOnCapitalPercent(100, 1500, 30).orElseThrow()).isCloseTo(81.11, within(0.005));
        assertThat(Yields.returnOnCapitalPercent(100, 1500, 0)).isEmpty();
        assertThat(Yields.returnOnCapitalPercent(100, 0, 30)).isEmpty();
        assertThat(Yields.returnOnCapitalPercent(Double.NaN, 1500, 30)).isEmpty();
    }

    @Test
    void readsAWinProbabilityFromADelta() {
        assertThat(Yields.winProbabilityPercent(0.3)).isEqualTo(OptionalDouble.of(70));
        assertThat(Yields.winProbabilityPercent(-0.25)).isEqualTo(OptionalDouble.of(75));
        assertThat(Yields.winProbabilityPercent(0)).isEqualTo(OptionalDouble.of(100));
        assertThat(Yields.winProbabilityPercent(1)).isEqualTo(OptionalDouble.of(0));
    }

    @Test
    void inventsNoWinProbabilityWithoutADelta() {
        assertThat(Yields.winProbabilityPercent(Double.NaN)).isEmpty();
        assertThat(Yields.winProbabilityPercent(-2)).isEmpty();
        assertThat(Yields.winProbabilityPercent(Double.POSITIVE_INFINITY)).isEmpty();
    }

    @Test
    void ranksImpliedVolatilityWithinItsYear() {
        assertThat(IvRank.of(30, 10, 50)).isEqualTo(OptionalInt.of(50));
        assertThat(IvRank.of(5, 10, 50)).isEqualTo(OptionalInt.of(0));
        assertThat(IvRank.of(60, 10, 50)).isEqualTo(OptionalInt.of(100));
        assertThat(IvRank.of(20, 20, 20)).isEqualTo(OptionalInt.of(0));
        assertThat(IvRank.of(Double.NaN, 10, 50)).isEmpty();
        assertThat(IvRank.of(20, 50, 10)).isEmpty();
    }

    @Test
    void gradesYearlyReturns() {
        assertThat(ReturnGrade.of(30)).isEqualTo(ReturnGrade.A);
        assertThat(ReturnGrade.of(25)).isEqualTo(ReturnGrade.A);
        assertThat(ReturnGrade.of(20)).isEqualTo(ReturnGrade.B);
        assertThat(ReturnGrade.of(10)).isEqualTo(ReturnGrade.C);
        assertThat(ReturnGrade.of(5)).isEqualTo(ReturnGrade.D);
        assertThat(ReturnGrade.of(0)).isEqualTo(ReturnGrade.D);
        assertThat(ReturnGrade.of(-5)).isEqualTo(ReturnGrade.F);
        assertThatThrownBy(() -> ReturnGrade.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void gradesAProfitOnItsMargin() {
        assertThat(ReturnGrade.of(100, 1000, 36.5)).isEqualTo(ReturnGrade.A);
        assertThat(ReturnGrade.of(11, 1000, 36.5)).isEqualTo(ReturnGrade.C);
        assertThat(ReturnGrade.of(250, 10_000, 30)).isEqualTo(ReturnGrade.A);
        assertThat(ReturnGrade.of(100, 10_000, 30)).isEqualTo(ReturnGrade.C);
        assertThat(ReturnGrade.of(100, 1000, 0)).isEqualTo(ReturnGrade.C);
    }
}
