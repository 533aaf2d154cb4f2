package dev.ibkrbot.broker.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ibkrbot.broker.instrument.Right;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EuropeanPricerTest {
    @ParameterizedTest
    @CsvSource({"CALL, 10.450576, 10.45058357218557", "PUT, 5.573518, 5.573526022256968"})
    @Tag("BS1")
    void pricesAYearAtTheMoney(Right right, double acceptance, double exact) {
        double price = EuropeanPricer.price(new OptionInputs(right, 100, 100, 1, 0.05, 0), 0.2);
        assertThat(price).isCloseTo(acceptance, within(1e-4)).isCloseTo(exact, within(1e-13));
    }

    @ParameterizedTest
    @CsvSource({"CALL, 13.005275, 13.00527974359293", "PUT, 6.343966, 6.343970360298611"})
    @Tag("BS2")
    void pricesAMonthNearTheMoney(Right right, double acceptance, double exact) {
        double price = EuropeanPricer.price(new OptionInputs(right, 455, 450, 30.0 / 365, 0.045, 0), 0.18);
        assertThat(price).isCloseTo(acceptance, within(1e-4)).isCloseTo(exact, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "CALL, 110, 0, 0.3, 10",
        "PUT, 110, 0, 0.3, 0",
        "PUT, 90, 0, 0, 10",
        "CALL, 110, 1, 0, 14.877057549928600"
    })
    @Tag("BS4")
    void isDiscountedIntrinsicWithoutTimeOrVolatility(
            Right right, double spot, double years, double vol, double expected) {
        double price = EuropeanPricer.price(new OptionInputs(right, spot, 100, years, 0.05, 0), vol);
        assertThat(price).isCloseTo(expected, within(1e-13));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 100, 1, 0.05, 0, spot is -1.0",
        "100, 0, 1, 0.05, 0, strike is 0.0",
        "100, 100, -0.1, 0.05, 0, yearsToExpiry is -0.1",
        "100, 100, 1, NaN, 0, rate is NaN",
        "100, 100, 1, 0.05, Infinity, dividendYield is Infinity",
        "NaN, 100, 1, 0.05, 0, spot is NaN",
        "100, 100, 5000, 0.05, 0, rate * yearsToExpiry is 250.0",
    })
    @Tag("BS4")
    void refusesImpossibleInputsByName(
            double spot, double strike, double years, double rate, double dividendYield, String message) {
        assertThatThrownBy(() -> new OptionInputs(Right.CALL, spot, strike, years, rate, dividendYield))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void refusesImpossibleVolatilities() {
        OptionInputs inputs = new OptionInputs(Right.CALL, 100, 100, 1, 0.05, 0);
        for (double vol : new double[] {-0.01, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> EuropeanPricer.price(inputs, vol))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("vol is " + vol);
            assertThatThrownBy(() -> EuropeanPricer.greeks(inputs, vol)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Prices from 60-digit arithmetic: far out of the money, hours to expiry, decades, large volatility. */
    @ParameterizedTest
    @CsvSource({
        "CALL,5000.0,18503.81289591185,0.019178082191780823,0.045,0.045,0.29300488479563264,2.2295675302104621e-227",
        "PUT,1.56,0.6876044256619186,5.0,0.045,0.02,0.012435645786538097,3.515829400070762219e-256",
        "CALL,5000.0,18307.092389900605,0.019178082191780823,-0.01,0.02,0.5778015177557291,7.61220332414927e-58",
        "CALL,100.0,100.0,30.0,-0.01,0.02,0.01678563073964249,4.96135675752393376352e-23",
        "CALL,1.56,1.3296488902699226,0.00011415525114155251,-0.01,0.02,4.262103357168161,0.23034973778404966",
        "CALL,455.0,178.47169006594956,0.00011415525114155251,0,0,1.3791919890879223,276.5283099340504406882",
        "PUT,0.03,0.025686647033556845,30.0,0.1,0.02,0.03938776980072837,9.445061944988488899e-37",
        "CALL,0.03,0.03,0.0027397260273972603,0.1,0,0.1757760265312794,0.00011425687049514037",
        "PUT,1.56,1.56,5.0,-0.01,0,3.2838410972532275,1.639597149586227715748",
        "PUT,0.03,0.029234665971883754,5.0,0,0,3.6640266367048584,0.029233423835303082728",
        "CALL,0.03,0.02901961583088678,0.0821917808219178,-0.01,-0.01,0.46897013344288196,0.0021215520020369315",
        "PUT,0.03,0.02709980292843292,30.0,0.045,0.045,0.18027612863462772,0.0024390176966422116",
        "CALL,5000.0,5000.0,0.00011415525114155251,-0.01,0.02,3.2907754228215813,70.121407349243337",
    })
    void isExactFarFromTheMoneyToo(
            Right right,
            double spot,
            double strike,
            double years,
            double rate,
            double yield,
            double vol,
            double price) {
        OptionInputs inputs = new OptionInputs(right, spot, strike, years, rate, yield);
        assertThat(EuropeanPricer.price(inputs, vol)).isCloseTo(price, within(1e-12 * price));
    }

    @Test
    void keepsPutCallParity() {
        SplittableRandom random = new SplittableRandom(71);
        for (int i = 0; i < 20_000; i++) {
            OptionInputs call = RandomOptions.inputs(random, Right.CALL);
            OptionInputs put = RandomOptions.flip(call);
            double vol = StrictMath.exp(random.nextDouble(-6, 2));
            double forward = call.spot() * Math.exp(-call.dividendYield() * call.yearsToExpiry())
                    - call.strike() * Math.exp(-call.rate() * call.yearsToExpiry());
            assertThat(EuropeanPricer.price(call, vol) - EuropeanPricer.price(put, vol))
                    .as("%s at %s", call, vol)
                    .isCloseTo(forward, within(1e-13 * (call.spot() + call.strike()) * 2));
        }
    }

    @Test
    void staysWithinItsBoundsAndRisesWithVolatility() {
        SplittableRandom random = new SplittableRandom(72);
        for (int i = 0; i < 5_000; i++) {
            OptionInputs inputs = RandomOptions.inputs(random, i % 2 == 0 ? Right.CALL : Right.PUT);
            double previous = EuropeanPricer.price(inputs, 0);
            double bound = inputs.right() == Right.CALL
                    ? inputs.spot() * StrictMath.exp(-inputs.dividendYield() * inputs.yearsToExpiry())
                    : inputs.strike() * StrictMath.exp(-inputs.rate() * inputs.yearsToExpiry());
            for (double vol : new double[] {1e-300, 1e-3, 0.01, 0.1, 0.5, 2, 20, 1e3, 1e300}) {
                double price = EuropeanPricer.price(inputs, vol);
                assertThat(price).as("%s at %s", inputs, vol).isBetween(previous * (1 - 1e-14), bound * (1 + 1e-15));
                previous = price;
            }
            assertThat(previous).isCloseTo(bound, within(1e-12 * bound));
        }
    }

    @ParameterizedTest
    @EnumSource(Right.class)
    void isFiniteAtTheEndsOfItsRanges(Right right) {
        List<Double> prices = List.of(1e-100, 1e-3, 1.0, 1e100);
        for (double spot : prices) {
            for (double strike : prices) {
                for (double exponent : new double[] {-200, 0, 200}) {
                    OptionInputs inputs = new OptionInputs(right, spot, strike, 1, exponent, -exponent);
                    for (double vol : new double[] {0, 1e-308, 1e-5, 1, 40, 1e5, Double.MAX_VALUE}) {
                        assertThat(EuropeanPricer.price(inputs, vol))
                                .isNotNegative()
                                .isFinite();
                        EuropeanPricer.greeks(inputs, vol);
                        assertThat(EuropeanPricer.dividendRho(inputs, vol)).isFinite();
                        assertThat(EuropeanPricer.impliedVolatility(inputs, EuropeanPricer.price(inputs, vol))
                                        .orElse(0))
                                .isNotNegative()
                                .isFinite();
                    }
                }
            }
        }
    }

    /** What JDK 17 and 25 both give. Simulated markets repeat themselves only if it never depends on the JVM. */
    @Test
    void givesTheSameBitsOnEveryJvm() {
        SplittableRandom random = new SplittableRandom(73);
        long bits = 0;
        for (int i = 0; i < 20_000; i++) {
            double spot = random.nextDouble(1, 500);
            double strike = spot * random.nextDouble(0.5, 1.5);
            double years = random.nextDouble(0.001, 2);
            OptionInputs inputs = new OptionInputs(Right.CALL, spot, strike, years, 0.04, 0.01);
            double price = EuropeanPricer.price(inputs, random.nextDouble(0.05, 1.5));
            bits = 31 * bits + Double.doubleToLongBits(price);
            bits = 31 * bits + EuropeanPricer.impliedVolatility(inputs, price).hashCode();
            if (i % 100 == 0) {
                OptionInputs put = new OptionInputs(Right.PUT, spot, strike, years, 0.04, 0.01);
                bits = 31 * bits + Double.doubleToLongBits(AmericanPricer.fast().price(put, 0.3));
            }
        }
        assertThat(bits).isEqualTo(5171422562732902189L);
    }
}
