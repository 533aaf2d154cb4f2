package dev.ibkrbot.broker.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values are from 40-digit arithmetic. */
class ElementaryTest {
    @ParameterizedTest
    @CsvSource({
        "-745.0, 2.8223507304719370764e-324",
        "-708.3, 2.4502955309659883375e-308",
        "-300.25, 4.00942236462285704e-131",
        "-37.5, 5.1755550058018685349e-17",
        "-1.0, 0.3678794411714423216",
        "-0.0027, 0.99730364172171314215",
        "-1e-10, 0.9999999999",
        "0.0, 1.0",
        "0.00271, 1.0027136753693337106",
        "0.5, 1.6487212707001281468",
        "1.0, 2.7182818284590452354",
        "10.125, 24959.255641914593837",
        "88.75, 3.4965139792603977031e38",
        "700.0, 1.0142320547350045095e304",
        "709.7, 1.6549840276802644031e308"
    })
    void isTheExponential(double x, double expected) {
        assertThat(Elementary.exp(x)).isCloseTo(expected, within(Math.ulp(expected)));
    }

    @ParameterizedTest
    @CsvSource({
        "5e-324, -744.44007192138126231",
        "2.5e-310, -712.88508809628000015",
        "1e-300, -690.77552789821370518",
        "0.3, -1.2039728043259360296",
        "0.7, -0.35667494393873244235",
        "0.99999, -0.000010000050000287825116",
        "0.9960938, -0.003913849125059128235",
        "1.0, 0.0",
        "1.0039062, 0.003898590610208693416",
        "1.0000001, 9.9999995058387045178e-8",
        "1.4140625, 0.34646676734620858092",
        "1.5, 0.40546510810816438198",
        "2.0, 0.69314718055994530942",
        "10.0, 2.302585092994045684",
        "1.7e308, 709.72683689322824104"
    })
    void isTheLogarithm(double x, double expected) {
        assertThat(Elementary.log(x)).isCloseTo(expected, within(Math.ulp(expected)));
    }

    @ParameterizedTest
    @CsvSource({
        "-1.0, -0.6321205588285576784",
        "-0.5, -0.3934693402873665764",
        "-0.00272, -0.0027163041516618935493",
        "-1e-09, -9.9999999950000006245e-10",
        "1e-300, 1.0000000000000000251e-300",
        "0.0027, 0.0027036482827155339239",
        "0.01, 0.010050167084168057752",
        "0.7, 1.0137527074704764322",
        "1.0, 1.7182818284590452354",
        "3.0, 19.085536923187667741"
    })
    void isTheExponentialLessOne(double x, double expected) {
        assertThat(Elementary.expm1(x)).isCloseTo(expected, within(3 * Math.ulp(expected)));
    }

    @ParameterizedTest
    @CsvSource({
        "-0.75, -1.3862943611198906188",
        "-0.0118, -0.011870172570487412044",
        "-0.003, -0.0030045090202987218759",
        "-1e-12, -1.0000000000004999799e-12",
        "1e-300, 1.0000000000000000251e-300",
        "0.0038, 0.0037927982386962368014",
        "0.0042, 0.0041912046184680706483",
        "0.3, 0.2623642644674910435",
        "1.0, 0.69314718055994530942",
        "7.5, 2.1400661634962707708"
    })
    void isTheLogarithmOfOneMore(double x, double expected) {
        assertThat(Elementary.log1p(x)).isCloseTo(expected, within(2 * Math.ulp(expected)));
    }

    @Test
    void agreeWithTheStrictFunctionsEverywhere() {
        SplittableRandom random = new SplittableRandom(31);
        for (int i = 0; i < 200_000; i++) {
            double x = i % 2 == 0 ? random.nextDouble(-745, 709) : random.nextDouble(-1, 1);
            double exp = StrictMath.exp(x);
            assertThat(Elementary.exp(x)).as("exp(%s)", x).isCloseTo(exp, within(2 * Math.ulp(exp)));
            double expm1 = StrictMath.expm1(x);
            assertThat(Elementary.expm1(x)).as("expm1(%s)", x).isCloseTo(expm1, within(4 * Math.ulp(expm1)));
            double y = i % 2 == 0 ? exp : 1 + x / 64;
            double log = StrictMath.log(y);
            assertThat(Elementary.log(y)).as("log(%s)", y).isCloseTo(log, within(2 * Math.ulp(log)));
            double log1p = StrictMath.log1p(y);
            assertThat(Elementary.log1p(y)).as("log1p(%s)", y).isCloseTo(log1p, within(2 * Math.ulp(log1p)));
        }
    }

    @Test
    void reachTheirEnds() {
        assertThat(Elementary.exp(710)).isInfinite();
        assertThat(Elementary.exp(Double.POSITIVE_INFINITY)).isInfinite();
        assertThat(Elementary.exp(-746)).isZero();
        assertThat(Elementary.exp(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(Elementary.exp(Double.NaN)).isNaN();
        assertThat(Elementary.log(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Elementary.log(-1)).isNaN();
        assertThat(Elementary.log(Double.NaN)).isNaN();
        assertThat(Elementary.log(Double.POSITIVE_INFINITY)).isInfinite();
    }
}
