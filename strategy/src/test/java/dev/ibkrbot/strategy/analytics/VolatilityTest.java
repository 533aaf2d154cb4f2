package dev.ibkrbot.strategy.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Expectations: acceptance row TG, and arithmetic on paper. */
class VolatilityTest {
    @Test
    @Tag("TG")
    void gradesPremiums() {
        assertThat(PremiumGrade.of(0.5, 0.2, 80)).hasValue(PremiumGrade.A);
        assertThat(PremiumGrade.of(0.3, 0.2, 60)).hasValue(PremiumGrade.B);
        assertThat(PremiumGrade.of(0.31, 0.2, 70)).hasValue(PremiumGrade.B);
        assertThat(PremiumGrade.of(0.25, 0.2, 55)).hasValue(PremiumGrade.B);
        assertThat(PremiumGrade.of(0.2, 0.2, 50)).hasValue(PremiumGrade.C);
        assertThat(PremiumGrade.of(0.22, 0.2, 10)).hasValue(PremiumGrade.C);
        assertThat(PremiumGrade.of(0.2, 0.4, 10)).hasValue(PremiumGrade.D);
    }

    @Test
    @Tag("TG")
    void callsADearPremiumOfAMiddlingRankFair() {
        assertThat(PremiumGrade.of(0.25, 0.2, 50)).hasValue(PremiumGrade.C);
        assertThat(PremiumGrade.of(0.5, 0.2, 50)).hasValue(PremiumGrade.C);
    }

    @Test
    void gradesNothingItCannotTell() {
        assertThat(PremiumGrade.of(Double.NaN, 0.2, 50)).isEmpty();
        assertThat(PremiumGrade.of(0.2, -0.1, 50)).isEmpty();
        assertThat(PremiumGrade.of(0.02, 0, 80)).hasValue(PremiumGrade.A);
    }

    @Test
    void measuresThePopulationDeviationOfLogReturns() {
        // Log returns ln 1.1 and -ln 1.1: mean nought, deviation ln 1.1, times the root of 252.
        double[] closes = {100, 110, 100};
        double expected = Math.log(1.1) * Math.sqrt(252);
        assertThat(RealizedVolatility.annualized(closes, 2).orElseThrow()).isCloseTo(expected, within(1e-12));
    }

    @Test
    void measuresOnlyTheWindowAndNothingWithoutIt() {
        double[] closes = {1, 100, 110, 100};
        double[] later = {100, 110, 100};
        assertThat(RealizedVolatility.annualized(closes, 2)).isEqualTo(RealizedVolatility.annualized(later, 2));
        assertThat(RealizedVolatility.annualized(later, 3)).isEmpty();
        assertThat(RealizedVolatility.annualized(new double[] {100, 0, 100}, 2)).isEmpty();
        assertThat(RealizedVolatility.annualized(new double[] {100, Double.NaN, 100}, 2))
                .isEmpty();
    }

    @Test
    void cutsAHistoryIntoThreeParts() {
        double[] history = IntStream.rangeClosed(1, 99).mapToDouble(i -> i).toArray();
        assertThat(VolatilityBuckets.of(history)).isEqualTo(Optional.of(new VolatilityBuckets(33, 66)));
        VolatilityBuckets buckets = new VolatilityBuckets(33, 66);
        assertThat(buckets.bucket(32.9)).isEqualTo(VolatilityBuckets.Bucket.LOW);
        assertThat(buckets.bucket(33)).isEqualTo(VolatilityBuckets.Bucket.NORMAL);
        assertThat(buckets.bucket(66.1)).isEqualTo(VolatilityBuckets.Bucket.HIGH);
    }

    @Test
    void needsSixtySamplesForTheCuts() {
        double[] history = new double[60];
        assertThat(VolatilityBuckets.of(history)).isPresent();
        history[3] = Double.NaN;
        assertThat(VolatilityBuckets.of(history)).isEmpty();
    }
}
