package dev.ibkrbot.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.value.Percent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConfidenceTest {
    @Test
    void roundsTheExactValueOfTheDouble() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            check(random.nextDouble());
        }
        for (int half = 0; half < 1000; half++) {
            double near = (half + 0.5) / 1000;
            check(near);
            check(Math.nextUp(near));
            check(Math.nextDown(near));
        }
        check(0);
        check(1);
    }

    @Test
    void refusesWhatIsNoConfidence() {
        assertThatThrownBy(() -> Confidence.thousandths(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Confidence.thousandths(1.0001)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void becomesAnExactPercentage() {
        assertThat(Confidence.ofThousandths(886)).isEqualTo(Percent.of("88.6"));
    }

    private static void check(double confidence) {
        int expected = new BigDecimal(confidence)
                .setScale(3, RoundingMode.HALF_EVEN)
                .unscaledValue()
                .intValueExact();
        assertThat(Confidence.thousandths(confidence))
                .as(Double.toString(confidence))
                .isEqualTo(expected);
    }
}
