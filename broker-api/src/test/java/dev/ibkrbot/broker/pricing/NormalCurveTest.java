package dev.ibkrbot.broker.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalCurveTest {
    /** Values from 50-digit arithmetic. */
    @ParameterizedTest
    @CsvSource({
        "-37.5, 4.6053530095819548438e-308",
        "-30, 4.9067139271481870595e-198",
        "-20.25, 1.7761998649495700309e-91",
        "-10, 7.619853024160526066e-24",
        "-8, 6.2209605742717841235e-16",
        "-5.5, 1.8989562465887719384e-8",
        "-3, 0.0013498980316300945267",
        "-2, 0.0227501319481792072",
        "-1.5, 0.066807201268858066004",
        "-1, 0.15865525393145705141",
        "-0.6629, 0.25369730086823678001",
        "-0.5, 0.30853753872598689636",
        "-0.1, 0.46017216272297101853",
        "0, 0.5",
        "0.1, 0.53982783727702898147",
        "0.5, 0.69146246127401310364",
        "1, 0.84134474606854294859",
        "1.96, 0.97500210485177956586",
        "3, 0.99865010196836990547",
        "6, 0.99999999901341235496",
        "8.5, 0.99999999999999999052",
    })
    void hasTheDistributionOfTheNormal(double z, double probability) {
        assertThat(NormalCurve.cumulative(z)).isCloseTo(probability, within(2e-15 * probability));
    }

    @Test
    void reachesItsLimits() {
        assertThat(NormalCurve.cumulative(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(NormalCurve.cumulative(-1e10)).isZero();
        assertThat(NormalCurve.cumulative(-38.6)).isNotNegative().isLessThan(1e-320);
        assertThat(NormalCurve.cumulative(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(NormalCurve.density(Double.POSITIVE_INFINITY)).isZero();
        assertThat(NormalCurve.density(0)).isEqualTo(1 / Math.sqrt(2 * Math.PI));
    }

    @Test
    void risesEverywhereAndAddsUpToOne() {
        double previous = 0;
        for (double z = -38; z < 8; z += 1.0 / 256) {
            double here = NormalCurve.cumulative(z);
            assertThat(here).as("at %s", z).isGreaterThanOrEqualTo(previous);
            assertThat(here + NormalCurve.cumulative(-z)).isCloseTo(1, within(3e-16));
            previous = here;
        }
    }
}
