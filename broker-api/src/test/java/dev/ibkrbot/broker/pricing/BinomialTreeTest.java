package dev.ibkrbot.broker.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ibkrbot.broker.instrument.Right;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialTreeTest {
    /** A call without dividends is never exercised early. */
    @Test
    void pricesACallWithoutDividendsAsTheEuropeanOne() {
        SplittableRandom random = new SplittableRandom(51);
        for (int i = 0; i < 50; i++) {
            OptionInputs call =
                    new OptionInputs(Right.CALL, 100, random.nextDouble(70, 140), random.nextDouble(0.02, 3), 0.05, 0);
            double vol = random.nextDouble(0.1, 0.8);
            assertThat(BinomialTree.american(call, vol, 501))
                    .as("%s at %s", call, vol)
                    .isCloseTo(EuropeanPricer.price(call, vol), within(2e-4));
        }
    }

    @Test
    void hasTheSlopeAndCurvatureOfThePrice() {
        OptionInputs call = new OptionInputs(Right.CALL, 100, 105, 0.5, 0.05, 0);
        Greeks greeks = EuropeanPricer.greeks(call, 0.3).orElseThrow();
        Curve curve = BinomialTree.curve(call, DiscreteDividends.NONE, 0.3, 1001);
        assertThat(curve.slope()).isCloseTo(greeks.delta(), within(2e-3));
        assertThat(curve.curvature()).isCloseTo(greeks.gamma(), within(2e-4));
    }

    @ParameterizedTest
    @CsvSource({"PUT, 90, 10", "PUT, 110, 0", "CALL, 110, 10"})
    void isWorthExerciseAtExpiration(Right right, double spot, double value) {
        assertThat(BinomialTree.american(new OptionInputs(right, spot, 100, 0, 0.05, 0), 0.2, 11))
                .isEqualTo(value);
    }

    @Test
    void refusesWhatItCannotPrice() {
        OptionInputs put = new OptionInputs(Right.PUT, 100, 100, 1, 0.05, 0);
        assertThatThrownBy(() -> BinomialTree.american(put, 0, 101)).hasMessageStartingWith("vol is 0.0");
        assertThatThrownBy(() -> BinomialTree.american(put, Double.NaN, 101)).hasMessageStartingWith("vol is NaN");
        assertThatThrownBy(() -> BinomialTree.american(put, 5, 101)).hasMessageStartingWith("vol is 5.0");
        assertThatThrownBy(() -> BinomialTree.american(put, 0.2, 0)).hasMessageStartingWith("steps is 0");
    }
}
