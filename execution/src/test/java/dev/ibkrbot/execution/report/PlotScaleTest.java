package dev.ibkrbot.execution.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlotScaleTest {
    @Test
    void marksRoundValues() {
        assertThat(ticks(PlotScale.around(96_929, 106_600)))
                .containsExactly("98000", "100000", "102000", "104000", "106000");
        assertThat(ticks(PlotScale.around(2.41, 2.53))).containsExactly("2.425", "2.450", "2.475", "2.500", "2.525");
        assertThat(ticks(PlotScale.below(-8.4))).containsExactly("-5", "0");
    }

    @Test
    void leavesRoomForAFlatLine() {
        PlotScale scale = PlotScale.around(100, 100);

        assertThat(scale.low()).isLessThan(100);
        assertThat(scale.high()).isGreaterThan(100);
        assertThat(scale.depth(100)).isEqualTo(0.5);
        assertThat(PlotScale.around(0, 0).depth(0)).isEqualTo(0.5);
        assertThat(PlotScale.below(0).depth(0)).isZero();
    }

    @Test
    void marksAFewValuesOnAnyScale() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 5_000; i++) {
            double low = (random.nextDouble() - 0.5) * StrictMath.pow(10, random.nextInt(-2, 8));
            double span = StrictMath.pow(10, random.nextInt(-2, 8)) * (0.1 + random.nextDouble());
            PlotScale scale = PlotScale.around(low, low + span);

            assertThat(scale.ticks()).hasSizeBetween(2, 7).isSorted();
            assertThat(scale.ticks().get(0).doubleValue()).isGreaterThanOrEqualTo(scale.low());
            assertThat(scale.depth(low)).isBetween(0.9, 1.0);
            assertThat(scale.depth(low + span)).isBetween(0.0, 0.1);
        }
    }

    private static List<String> ticks(PlotScale scale) {
        return scale.ticks().stream()
                .map(tick -> tick.setScale(scale.places(), RoundingMode.UNNECESSARY))
                .map(BigDecimal::toPlainString)
                .toList();
    }
}
