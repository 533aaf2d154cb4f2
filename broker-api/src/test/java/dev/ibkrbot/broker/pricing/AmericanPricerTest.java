package dev.ibkrbot.broker.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ibkrbot.broker.instrument.Right;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AmericanPricerTest {
    private static final AmericanPricer FAST = AmericanPricer.fast();
    private static final AmericanPricer ACCURATE = AmericanPricer.accurate();

    /** The parameters of Andersen, Lake and Offengenden's study, scaled to a spot of 100. */
    @Test
    void keepsItsErrors() {
        Collocation fine = new Collocation(22, 64, 7, 128);
        double fastSquares = 0;
        double accurateSquares = 0;
        int count = 0;
        for (double rate : new double[] {0.02, 0.06, 0.1}) {
            for (double yield : new double[] {0, 0.04, 0.08, 0.12}) {
                for (double years : new double[] {1.0 / 12, 0.25, 0.5, 1, 3}) {
                    for (double vol : new double[] {0.1, 0.2, 0.4, 0.6}) {
                        ExerciseBoundary boundary = ExerciseBoundary.find(fine, rate, yield, vol, years)
                                .orElseThrow();
                        for (double moneyness : new double[] {0.5, 0.8, 0.9, 1, 1.1, 1.2, 1.5, 2}) {
                            OptionInputs put = new OptionInputs(Right.PUT, 100, 100 / moneyness, years, rate, yield);
                            double exact = put.strike() - put.spot();
                            if (moneyness > boundary.now()) {
                                exact = EuropeanPricer.price(put, vol)
                                        + put.strike()
                                                * boundary.premium(moneyness).value();
                            }
                            double fast = FAST.price(put, vol) - exact;
                            double accurate = ACCURATE.price(put, vol) - exact;
                            fastSquares += fast * fast;
                            accurateSquares += accurate * accurate;
                            count++;
                        }
                    }
                }
            }
        }
        assertThat(Math.sqrt(fastSquares / count)).isLessThan(1e-4);
        assertThat(Math.sqrt(accurateSquares / count)).isLessThan(5e-7);
    }

    @Test
    void agreesWithTheTree() {
        SplittableRandom random = new SplittableRandom(61);
        for (int i = 0; i < 60; i++) {
            OptionInputs inputs = inputs(random);
            double vol = random.nextDouble(0.1, 0.7);
            double tree = BinomialTree.american(inputs, vol, 801);
            assertThat(ACCURATE.price(inputs, vol)).as("%s at %s", inputs, vol).isCloseTo(tree, within(1e-2));
        }
    }

    @Test
    void mirrorsCallsAndPuts() {
        SplittableRandom random = new SplittableRandom(62);
        for (int i = 0; i < 300; i++) {
            OptionInputs put = inputs(random);
            OptionInputs call = new OptionInputs(
                    put.right() == Right.PUT ? Right.CALL : Right.PUT,
                    put.strike(),
                    put.spot(),
                    put.yearsToExpiry(),
                    put.dividendYield(),
                    put.rate());
            double vol = random.nextDouble(0.1, 0.7);
            double price = FAST.price(put, vol);
            assertThat(FAST.price(call, vol)).isCloseTo(price, within(1e-11 * price));
        }
    }

    /** Whatever the parameters; where the exact premium is tiny, its sign is kept too. */
    @Test
    void staysWithinItsBounds() {
        SplittableRandom random = new SplittableRandom(63);
        for (int i = 0; i < 4_000; i++) {
            double years = StrictMath.exp(random.nextDouble(-14, 3.5));
            double vol = StrictMath.exp(random.nextDouble(-6, 1));
            double strike = 100 * StrictMath.exp(random.nextDouble(-3, 3) * Math.min(0.8, vol * Math.sqrt(years)));
            double rate = i % 5 == 0 ? 0 : random.nextDouble(0, 0.3);
            double yield = i % 3 == 0 ? 0 : i % 3 == 1 ? rate : random.nextDouble(0, 0.3);
            Right right = random.nextBoolean() ? Right.CALL : Right.PUT;
            OptionInputs inputs = new OptionInputs(right, 100, strike, years, rate, yield);
            double least =
                    Math.max(EuropeanPricer.price(inputs, vol), right == Right.CALL ? 100 - strike : strike - 100);
            double most = right == Right.CALL ? 100 : strike;
            for (AmericanPricer pricer : new AmericanPricer[] {FAST, ACCURATE}) {
                assertThat(pricer.price(inputs, vol))
                        .as("%s at %s", inputs, vol)
                        .isBetween(least, most * (1 + 1e-12));
            }
        }
    }

    @Test
    void isEuropeanWhereWaitingCostsNothing() {
        OptionInputs call = new OptionInputs(Right.CALL, 130, 100, 1, 0.05, 0);
        OptionInputs put = new OptionInputs(Right.PUT, 60, 100, 1, -0.01, 0.02);
        assertThat(FAST.price(call, 0.2)).isEqualTo(EuropeanPricer.price(call, 0.2));
        assertThat(FAST.earlyExercisePremium(put, 0.2)).isZero();
        assertThat(FAST.greeks(call, 0.2)).isEqualTo(EuropeanPricer.greeks(call, 0.2));
    }

    /** A put in that case: exercise is due between 50 and 100 at expiration, since below the dividends cost less. */
    @Test
    void pricesBetweenTwoBoundaries() {
        OptionInputs put = new OptionInputs(Right.PUT, 80, 100, 1, -0.01, -0.02);
        double price = ACCURATE.price(put, 0.05);
        assertThat(price).isGreaterThanOrEqualTo(20).isCloseTo(BinomialTree.american(put, 0.05, 4001), within(1e-3));
        OptionInputs deep = new OptionInputs(Right.PUT, 30, 100, 1, -0.01, -0.02);
        assertThat(ACCURATE.price(deep, 0.05)).isCloseTo(EuropeanPricer.price(deep, 0.05), within(1e-6));
        OptionInputs mirrored = new OptionInputs(Right.CALL, 100, 80, 1, -0.02, -0.01);
        assertThat(ACCURATE.price(mirrored, 0.05)).isCloseTo(price, within(1e-3));
        assertThatThrownBy(() -> ACCURATE.price(put, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, 90, 0.5, 0.05, 0, 10, now",
        "CALL, 110, 1, 0.05, 0, 14.877057549928600, at expiration",
        "PUT, 60, 10, 0.05, 0.1, 0, between",
    })
    void exercisesAtTheBestMomentWithoutVolatility(
            Right right, double spot, double years, double rate, double yield, double price, String when) {
        OptionInputs inputs = new OptionInputs(right, spot, 100, years, rate, yield);
        double expected = price;
        if (when.equals("between")) {
            double moment = StrictMath.log(yield * spot / (rate * 100)) / (yield - rate);
            double best = Math.min(moment, years);
            expected = 100 * StrictMath.exp(-rate * best) - spot * StrictMath.exp(-yield * best);
        }
        assertThat(FAST.price(inputs, 0)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void hasTheGreeksOfTheBestMomentWithoutVolatility() {
        OptionInputs between = new OptionInputs(Right.PUT, 60, 100, 10, 0.05, 0.1);
        double moment = StrictMath.log(0.1 * 60 / 5) / 0.05;
        Greeks greeks = FAST.greeks(between, 0).orElseThrow();
        assertThat(greeks.delta()).isCloseTo(-StrictMath.exp(-0.1 * moment), within(1e-12));
        assertThat(greeks.rho()).isCloseTo(-moment * 100 * StrictMath.exp(-0.05 * moment), within(1e-9));
        assertThat(greeks).isEqualTo(new Greeks(greeks.delta(), 0, 0, 0, greeks.rho()));
        assertThat(FAST.greeks(new OptionInputs(Right.PUT, 90, 100, 1, 0.05, 0), 0))
                .contains(new Greeks(-1, 0, 0, 0, 0));
    }

    /** At the ends of all ranges a price is finite, and an answer is refused by name where a tree would be too wide. */
    @ParameterizedTest
    @EnumSource(Right.class)
    void isFiniteAtTheEndsOfItsRanges(Right right) {
        double[] prices = {1e-100, 1, 1e100};
        int refused = 0;
        for (double spot : prices) {
            for (double strike : prices) {
                for (double exponent : new double[] {-200, 0, 0.1, 200}) {
                    for (double vol : new double[] {0, 1e-308, 1e-5, 1, 40, 1e5, Double.MAX_VALUE}) {
                        OptionInputs inputs = new OptionInputs(right, spot, strike, 1, exponent, -exponent / 2);
                        try {
                            assertThat(FAST.price(inputs, vol)).isNotNegative().isFinite();
                            FAST.greeks(inputs, vol);
                        } catch (IllegalArgumentException tooWide) {
                            assertThat(tooWide).hasMessageStartingWith("vol is " + vol);
                            refused++;
                        }
                    }
                }
            }
        }
        assertThat(refused).isLessThan(100);
    }

    @Test
    void saysWhenExerciseIsDue() {
        OptionInputs deep = new OptionInputs(Right.PUT, 60, 100, 0.5, 0.05, 0);
        assertThat(FAST.isExerciseDue(deep, 0.2)).isTrue();
        assertThat(FAST.price(deep, 0.2)).isEqualTo(40);
        assertThat(FAST.greeks(deep, 0.2)).contains(new Greeks(-1, 0, 0, 0, 0));
        assertThat(FAST.isExerciseDue(new OptionInputs(Right.PUT, 95, 100, 0.5, 0.05, 0), 0.2))
                .isFalse();
        assertThat(FAST.isExerciseDue(new OptionInputs(Right.CALL, 200, 100, 0.5, 0.05, 0), 0.2))
                .isFalse();
        assertThat(FAST.isExerciseDue(new OptionInputs(Right.CALL, 200, 100, 0, 0.05, 0), 0.2))
                .isTrue();
        assertThat(FAST.isExerciseDue(new OptionInputs(Right.CALL, 200, 100, 0.5, 0.02, 0.08), 0.2))
                .isTrue();
    }

    @Test
    void givesBackTheVolatilityOfItsPrice() {
        SplittableRandom random = new SplittableRandom(64);
        for (int i = 0; i < 200; i++) {
            OptionInputs inputs = inputs(random);
            double vol = random.nextDouble(0.1, 1);
            double price = FAST.price(inputs, vol);
            double vega = FAST.greeks(inputs, vol).orElseThrow().vega();
            if (vega > 0.1) {
                assertThat(FAST.impliedVolatility(inputs, price).orElseThrow())
                        .as("%s at %s", inputs, vol)
                        .isCloseTo(vol, within(1e-8));
            }
        }
    }

    @Test
    void hasNoVolatilityWhereThePriceDeterminesNone() {
        OptionInputs put = new OptionInputs(Right.PUT, 90, 100, 0.5, 0.05, 0);
        assertThat(FAST.impliedVolatility(put, 10)).isEmpty();
        assertThat(FAST.impliedVolatility(put, 9)).isEmpty();
        assertThat(FAST.impliedVolatility(put, 100.01)).isEmpty();
        assertThat(FAST.impliedVolatility(new OptionInputs(Right.PUT, 90, 100, 0, 0.05, 0), 11))
                .isEmpty();
        assertThatThrownBy(() -> FAST.impliedVolatility(put, Double.NaN)).hasMessage("price is NaN");
    }

    @Test
    void refusesImpossibleVolatilities() {
        OptionInputs put = new OptionInputs(Right.PUT, 90, 100, 0.5, 0.05, 0);
        for (double vol : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> FAST.price(put, vol)).hasMessageStartingWith("vol is " + vol);
            assertThatThrownBy(() -> FAST.greeks(put, vol)).hasMessageStartingWith("vol is " + vol);
        }
    }

    private static OptionInputs inputs(SplittableRandom random) {
        return new OptionInputs(
                random.nextBoolean() ? Right.CALL : Right.PUT,
                100,
                random.nextDouble(75, 130),
                random.nextDouble(0.02, 3),
                random.nextDouble(0, 0.12),
                random.nextBoolean() ? 0 : random.nextDouble(0, 0.12));
    }
}
