package dev.ibkrbot.strategy.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Expectations: acceptance row TD, and arithmetic on paper. */
class PricePathTest {
    private static final double[] FALL = {100, 98, 95, 96, 94, 100};
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    @Tag("TD")
    void findsOneFallWithinALongTime() {
        Duration tenThousandMinutes = Duration.ofMinutes(10_000);
        List<PriceDrop> drops = PriceDrop.find(FALL, DAY, 0.05, tenThousandMinutes, tenThousandMinutes);
        assertThat(drops).hasSize(1);
        PriceDrop drop = drops.get(0);
        assertThat(drop.start()).isZero();
        assertThat(drop.end()).isEqualTo(4);
        assertThat(drop.change()).isCloseTo(-0.06, within(1e-12));
        assertThat(drop.duration()).isEqualTo(Duration.ofMinutes(5760));
        assertThat(drop.rebound().orElseThrow()).isCloseTo(0.06383, within(5e-6));
    }

    @Test
    @Tag("TD")
    void findsAShorterFallWithinTwoDays() {
        Duration twoDays = Duration.ofDays(2);
        List<PriceDrop> drops = PriceDrop.find(FALL, DAY, 0.05, twoDays, twoDays);
        assertThat(drops).hasSize(1);
        PriceDrop drop = drops.get(0);
        assertThat(drop.end()).isEqualTo(2);
        assertThat(drop.change()).isCloseTo(-0.05, within(1e-12));
        assertThat(drop.rebound().orElseThrow()).isCloseTo(0.010526, within(5e-7));
    }

    @Test
    void knowsNoReboundAfterTheLastPrice() {
        List<PriceDrop> drops = PriceDrop.find(new double[] {100, 90}, DAY, 0.05, DAY, DAY);
        assertThat(drops).containsExactly(new PriceDrop(0, 1, 90.0 / 100 - 1, DAY, OptionalDouble.empty()));
    }

    @Test
    void infersTheIntervalFromTheMedianGap() {
        long[] fridayToMonday = {0, 86_400, 2 * 86_400, 5 * 86_400, 6 * 86_400, 7 * 86_400};
        assertThat(PriceDrop.interval(fridayToMonday)).isEqualTo(DAY);
    }

    @Test
    void summarizesFalls() {
        List<PriceDrop> drops = List.of(
                new PriceDrop(0, 1, -0.05, DAY, OptionalDouble.of(0.02)),
                new PriceDrop(2, 3, -0.07, DAY, OptionalDouble.of(-0.01)),
                new PriceDrop(4, 5, -0.09, DAY, OptionalDouble.empty()),
                new PriceDrop(6, 7, -0.06, DAY, OptionalDouble.of(0.05)));
        DropSummary summary = DropSummary.of(drops).orElseThrow();
        assertThat(summary.occurrences()).isEqualTo(4);
        assertThat(summary.mean()).isCloseTo(-0.0675, within(1e-12));
        assertThat(summary.median()).isEqualTo(-0.06);
        assertThat(summary.worst()).isEqualTo(-0.09);
        assertThat(summary.reboundRate()).hasValue(2.0 / 3);
        assertThat(summary.meanRebound().orElseThrow()).isCloseTo(0.02, within(1e-12));
        assertThat(DropSummary.of(List.of())).isEmpty();
    }

    @Test
    void measuresVelocityPerMinuteAndItsChange() {
        double[] velocity = Velocity.of(new double[] {100, 110, 99}, 5);
        assertThat(velocity).containsExactly(0.02, -0.02);
        assertThat(Velocity.acceleration(velocity)).containsExactly(-0.04);
    }

    @Test
    void findsTheStretchThatLookedTheSame() {
        // The latest three double and halve; so did the first three, after which the price tripled.
        double[] prices = {1, 2, 1, 2, 3, 3, 3, 3, 5, 10, 5};
        List<Analog> closest = Analog.closest(prices, 3, 2);
        assertThat(closest).hasSize(2);
        assertThat(closest.get(0)).isEqualTo(new Analog(0, 0, 2));
        assertThat(closest.get(1).distance()).isGreaterThan(0);
    }

    @Test
    void neverComparesWithWhatItShouldForetell() {
        double[] prices = new double[89];
        Arrays.fill(prices, 100);
        assertThat(Analog.closest(prices, 30, 5)).isEmpty();
    }

    @Test
    void drawsTheSignatureOfAPath() {
        PathSignature signature =
                PathSignature.of(new double[] {100, 120, 90, 110}).orElseThrow();
        assertThat(signature.totalReturn()).isCloseTo(0.10, within(1e-12));
        assertThat(signature.maxDrawdown()).isCloseTo(0.25, within(1e-12));
        assertThat(signature.echoes(new PathSignature(0.24, 0.39))).isTrue();
        assertThat(signature.echoes(new PathSignature(0.26, 0.25))).isFalse();
        assertThat(PathSignature.of(new double[] {100})).isEmpty();
        assertThat(Episode.COVID_2020.first()).isEqualTo(LocalDate.of(2020, 2, 20));
    }

    @Test
    void tellsASplitFromACrash() {
        assertThat(SuspectedSplit.find(new double[] {100, 25.4, 26})).containsExactly(new SuspectedSplit(1, 4, 1));
        assertThat(SuspectedSplit.find(new double[] {2, 2.1, 20.5})).containsExactly(new SuspectedSplit(2, 1, 10));
        assertThat(SuspectedSplit.find(new double[] {100, 75, 74})).isEmpty();
    }

    @Test
    void putsOldPricesIntoTodaysShares() {
        List<SuspectedSplit> splits = List.of(new SuspectedSplit(1, 2, 1), new SuspectedSplit(3, 5, 1));
        assertThat(SuspectedSplit.priceFactors(splits, 4)).containsExactly(0.1, 0.2, 0.2, 1);
    }

    @Test
    void asksHowOftenAStrikeWasTouched() {
        double[] closes = {100, 100, 100, 100};
        double[] lows = {99, 96, 94, 99};
        // Stretches of two days: next lows 96, 94, 99; a strike 5 % below survives two of three.
        assertThat(StrikeBuffer.of(closes, lows, 2, 5).orElseThrow().winRatePercent())
                .isCloseTo(66.6667, within(1e-4));
        assertThat(StrikeBuffer.of(closes, lows, 2, 5).orElseThrow().worstDropPercent())
                .isCloseTo(-6, within(1e-9));
        assertThat(StrikeBuffer.of(closes, lows, 1, 5)).isEmpty();
        assertThat(StrikeBuffer.of(closes, lows, 5, 5)).isEmpty();
    }

    @Test
    void readsLevelsAndWindowsInAnySpelling() {
        assertThat(RiskLevel.named("Aggressive")).hasValue(RiskLevel.AGGRESSIVE);
        assertThat(RiskLevel.named("conservative").orElseThrow().winProbabilityPercent())
                .isEqualTo(85);
        assertThat(RiskLevel.MODERATE.targetDelta()).isCloseTo(0.30, within(1e-12));
        assertThat(RiskLevel.named("reckless")).isEmpty();
        assertThat(DteWindow.named("two_three")).hasValue(DteWindow.THREE_WEEKS);
        assertThat(DteWindow.named("four_five")).hasValue(DteWindow.FIVE_WEEKS);
        assertThat(DteWindow.THREE_WEEKS.contains(15)).isTrue();
        assertThat(DteWindow.THREE_WEEKS.contains(22)).isFalse();
        assertThat(DteWindow.ONE_WEEK.middle()).isEqualTo(3.5);
    }
}
