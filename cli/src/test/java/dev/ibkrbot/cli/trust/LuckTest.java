package dev.ibkrbot.cli.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LuckTest {
    @Test
    void agreesWithATextbookOnTheTTest() {
        // Mean 2, deviation sqrt(2.5), n 5: t = 2 / sqrt(2.5 / 5) = 2.828427; one-sided p with 4 degrees is 0.0237.
        Luck luck = Luck.of(new double[] {0, 1, 2, 3, 4}).orElseThrow();
        assertThat(luck.meanResult()).isEqualTo(2);
        assertThat(luck.byTTest()).isCloseTo(0.0237, within(5e-5));
    }

    @Test
    void findsNoLuckWhereEveryTradeEarns() {
        double[] earning = IntStream.range(0, 40).mapToDouble(i -> 10 + i % 3).toArray();
        Luck luck = Luck.of(earning).orElseThrow();
        assertThat(luck.byTTest()).isLessThan(1e-10);
        assertThat(luck.byBootstrap()).isEqualTo(1 / 10_001.0);
    }

    @Test
    void findsEvenOddsWhereTradesCancelOut() {
        double[] even =
                IntStream.range(0, 40).mapToDouble(i -> i % 2 == 0 ? 5 : -5).toArray();
        Luck luck = Luck.of(even).orElseThrow();
        assertThat(luck.byTTest()).isCloseTo(0.5, within(1e-12));
        assertThat(luck.byBootstrap()).isCloseTo(0.5, within(0.08));
    }

    @Test
    void bothTestsAgreeOnASkewedSample() {
        double[] skewed =
                IntStream.range(0, 60).mapToDouble(i -> i % 10 == 0 ? 90 : -8).toArray();
        Luck luck = Luck.of(skewed).orElseThrow();
        assertThat(luck.byBootstrap()).isCloseTo(luck.byTTest(), within(0.1));
    }

    @Test
    void saysNothingAboutTooFewOrEqualResults() {
        assertThat(Luck.of(new double[] {5})).isEmpty();
        double[] same = new double[9];
        Arrays.fill(same, 3);
        assertThat(Luck.of(same)).isEmpty();
    }
}
