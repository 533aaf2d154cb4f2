package dev.ibkrbot.broker.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ibkrbot.broker.instrument.Right;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ImpliedVolatilityTest {
    @ParameterizedTest
    @CsvSource({
        "CALL, 10.450576, 1e-3",
        "PUT, 5.573518, 1e-3",
        "CALL, 10.45058357218557, 1e-14",
        "PUT, 5.573526022256968, 1e-14"
    })
    @Tag("IV")
    void recoversTheVolatilityOfAPrice(Right right, double price, double tolerance) {
        OptionInputs inputs = new OptionInputs(right, 100, 100, 1, 0.05, 0);
        assertThat(EuropeanPricer.impliedVolatility(inputs, price).orElseThrow())
                .isCloseTo(0.2, within(tolerance));
    }

    @Test
    @Tag("IV")
    void isAbsentBelowIntrinsicAndAtTheBound() {
        OptionInputs call = new OptionInputs(Right.CALL, 110, 100, 1, 0.05, 0.01);
        double intrinsic = EuropeanPricer.price(call, 0);
        double bound = 110 * StrictMath.exp(-0.01);
        for (double price :
                new double[] {-1, 0, intrinsic - 0.01, Math.nextDown(intrinsic), bound, 200, Double.POSITIVE_INFINITY
                }) {
            assertThat(EuropeanPricer.impliedVolatility(call, price))
                    .as("%s", price)
                    .isEmpty();
        }
        OptionInputs put = new OptionInputs(Right.PUT, 110, 100, 1, 0.05, 0.01);
        assertThat(EuropeanPricer.impliedVolatility(put, 100 * StrictMath.exp(-0.05)))
                .isEmpty();
        assertThat(EuropeanPricer.impliedVolatility(put, -0.01)).isEmpty();
    }

    @Test
    void isZeroAtIntrinsicAndAbsentAtExpiration() {
        OptionInputs call = new OptionInputs(Right.CALL, 110, 100, 1, 0.05, 0.01);
        assertThat(EuropeanPricer.impliedVolatility(call, EuropeanPricer.price(call, 0)))
                .hasValue(0);
        OptionInputs expired = new OptionInputs(Right.CALL, 110, 100, 0, 0.05, 0.01);
        assertThat(EuropeanPricer.impliedVolatility(expired, 10)).isEmpty();
        assertThat(EuropeanPricer.impliedVolatility(expired, 11)).isEmpty();
    }

    @Test
    void refusesAPriceThatIsNoNumber() {
        OptionInputs call = new OptionInputs(Right.CALL, 110, 100, 1, 0.05, 0.01);
        assertThatThrownBy(() -> EuropeanPricer.impliedVolatility(call, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("price is NaN");
    }

    @ParameterizedTest
    @EnumSource(Right.class)
    void givesBackTheVolatilityThatThePriceDetermines(Right right) {
        SplittableRandom random = new SplittableRandom(91);
        int determined = 0;
        for (int i = 0; i < 40_000; i++) {
            OptionInputs inputs = RandomOptions.inputs(random, right);
            double vol = StrictMath.exp(random.nextDouble(-5, 2.5));
            double price = EuropeanPricer.price(inputs, vol);
            Greeks greeks = EuropeanPricer.greeks(inputs, vol).orElseThrow();
            // How far volatility can move before the price does, as a part of itself.
            double blur = Math.ulp(price) / (greeks.vega() * vol);
            if (price < 1e-280 || blur > 1e-12) {
                continue;
            }
            determined++;
            assertThat(EuropeanPricer.impliedVolatility(inputs, price).orElseThrow())
                    .as("%s at %s", inputs, vol)
                    .isCloseTo(vol, within(vol * (4 * blur + 4e-13)));
        }
        assertThat(determined).isGreaterThan(10_000);
    }

    @Test
    void solvesTheWholeNormalizedDomain() {
        SplittableRandom random = new SplittableRandom(92);
        for (int i = 0; i < 200_000; i++) {
            double x = i % 10 == 0 ? 0 : -StrictMath.exp(random.nextDouble(-25, 6.5));
            double s = StrictMath.exp(random.nextDouble(-18, 4));
            double u = -x / s;
            double t = 0.5 * s;
            double price = NormalizedBlack.price(x, s);
            double distance = u < t ? NormalizedBlack.distanceToBound(u, t) : StrictMath.exp(0.5 * x) - price;
            if (price < 1e-300 || distance < 1e-300) {
                continue;
            }
            assertThat(VolatilitySolver.totalVolatility(x, price, distance))
                    .as("x = %s, s = %s", x, s)
                    .isCloseTo(s, within(1e-13 * s));
        }
    }

    /** Any price strictly between intrinsic and bound has a volatility that explains it. */
    @ParameterizedTest
    @EnumSource(Right.class)
    void explainsEveryPriceBetweenItsBounds(Right right) {
        for (double strike = 20; strike <= 500; strike += 20) {
            OptionInputs inputs = new OptionInputs(right, 100, strike, 7.0 / 365, 0.05, 0.01);
            double intrinsic = EuropeanPricer.price(inputs, 0);
            double bound = right == Right.CALL ? 100 * Math.exp(-0.01 * 7 / 365) : strike * Math.exp(-0.05 * 7 / 365);
            for (double price = 0.01; price < bound; price += 0.37) {
                if (price <= intrinsic) {
                    assertThat(EuropeanPricer.impliedVolatility(inputs, price)).isEmpty();
                    continue;
                }
                double vol = EuropeanPricer.impliedVolatility(inputs, price).orElseThrow();
                assertThat(EuropeanPricer.price(inputs, vol))
                        .as("%s priced %s", inputs, price)
                        .isCloseTo(price, within(1e-12 * bound));
            }
        }
    }
}
