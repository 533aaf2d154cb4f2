package dev.ibkrbot.broker.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ibkrbot.broker.instrument.Right;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreeksTest {
    /** From 60-digit arithmetic. */
    @ParameterizedTest
    @CsvSource({
        "CALL,0.03,0.0189024293239096,1,-0.01,0,0.7511190330009048,"
                + "0.835766017928506083,10.98297419248460179729,0.0074245688594396337,-0.0026758306707905295,"
                + "0.0112536820284934563",
        "CALL,5000,5000,0.00011415525114155251,-0.01,0.02,3.2907754228215813,"
                + "0.5069729913136669474,0.0022689582754662775,21.30888164472621,-307062.2740041182,0.28136341886062688",
        "PUT,0.03,0.02709980292843292,30,0.045,0.045,0.18027612863462772,"
                + "-0.07138509837554256168,2.922024237239297345,0.014222822866183389,6.702187227270615e-5,"
                + "-0.1374171194372546428",
        "PUT,5000,3884.5126525636347,0.0027397260273972603,-0.01,-0.01,0.16314617138930337,"
                + "-2.051279025516121e-192,1.42203663425458e-192,1.5890399483148348e-188,-4.731235849122678e-187,"
                + "-2.8107812531183677e-191",
    })
    void areExact(
            Right right,
            double spot,
            double strike,
            double years,
            double rate,
            double yield,
            double vol,
            double delta,
            double gamma,
            double vega,
            double theta,
            double rho) {
        OptionInputs inputs = new OptionInputs(right, spot, strike, years, rate, yield);
        assertClose(
                EuropeanPricer.greeks(inputs, vol).orElseThrow(), new Greeks(delta, gamma, vega, theta, rho), 1e-12);
    }

    @Test
    void areTheDifferencesOfPrices() {
        SplittableRandom random = new SplittableRandom(81);
        for (int i = 0; i < 3_000; i++) {
            OptionInputs o = RandomOptions.inputs(random, i % 2 == 0 ? Right.CALL : Right.PUT);
            double vol = random.nextDouble(0.15, 1);
            double reach = vol * Math.sqrt(o.yearsToExpiry());
            if (Math.abs(Math.log(o.spot() / o.strike())) > 2 * reach) {
                continue;
            }
            Greeks greeks = EuropeanPricer.greeks(o, vol).orElseThrow();
            double step = 1e-4 * reach * o.spot();
            double yearStep = 1e-4 * o.yearsToExpiry();
            assertThat(greeks.delta())
                    .as("%s", o)
                    .isCloseTo(slope(s -> price(o, s, vol), o.spot(), step), within(1e-6));
            double gamma = slope(s -> delta(o, s, vol), o.spot(), step);
            assertThat(greeks.gamma()).as("%s", o).isCloseTo(gamma, within(1e-6 * greeks.gamma()));
            double vega = slope(v -> EuropeanPricer.price(o, v), vol, 1e-4 * vol);
            assertThat(greeks.vega()).as("%s", o).isCloseTo(vega, within(1e-6 * greeks.vega()));
            double theta = -slope(
                    t -> EuropeanPricer.price(at(o, t, o.rate(), o.dividendYield()), vol), o.yearsToExpiry(), yearStep);
            double decay = greeks.vega() * vol / o.yearsToExpiry() + Math.abs(greeks.theta());
            assertThat(greeks.theta()).as("%s", o).isCloseTo(theta, within(1e-6 * decay));
            double scale = o.yearsToExpiry() * (o.spot() + o.strike());
            double rho = slope(
                    r -> EuropeanPricer.price(at(o, o.yearsToExpiry(), r, o.dividendYield()), vol),
                    o.rate(),
                    1e-3 * vol);
            assertThat(greeks.rho()).as("%s", o).isCloseTo(rho, within(1e-5 * scale));
            double dividendRho = slope(
                    q -> EuropeanPricer.price(at(o, o.yearsToExpiry(), o.rate(), q), vol),
                    o.dividendYield(),
                    1e-3 * vol);
            assertThat(EuropeanPricer.dividendRho(o, vol)).as("%s", o).isCloseTo(dividendRho, within(1e-5 * scale));
        }
    }

    @Test
    void reachTheirLimitsWithoutVolatility() {
        OptionInputs call = new OptionInputs(Right.CALL, 110, 100, 1, 0.05, 0);
        double discounted = 100 * StrictMath.exp(-0.05);
        assertThat(EuropeanPricer.greeks(call, 0)).contains(new Greeks(1, 0, 0, -0.05 * discounted, discounted));
        OptionInputs expiredPut = new OptionInputs(Right.PUT, 90, 100, 0, 0.05, 0);
        assertThat(EuropeanPricer.greeks(expiredPut, 0.3)).contains(new Greeks(-1, 0, 0, 5, 0));
        OptionInputs worthless = new OptionInputs(Right.PUT, 110, 100, 0, 0.05, 0);
        Greeks none = EuropeanPricer.greeks(worthless, 0.3).orElseThrow();
        assertThat(none.delta()).isZero();
        assertThat(none.theta()).isZero();
    }

    @Test
    void areAbsentAtTheKink() {
        assertThat(EuropeanPricer.greeks(new OptionInputs(Right.CALL, 100, 100, 0, 0.05, 0), 0.2))
                .isEmpty();
        assertThat(EuropeanPricer.greeks(new OptionInputs(Right.PUT, 100, 100, 1, 0.05, 0.05), 0))
                .isEmpty();
    }

    @Test
    void convertToPointsAndDays() {
        Greeks greeks = new Greeks(0.5, 0.02, 40, -36.5, 25);
        assertThat(greeks.vegaPerPoint()).isEqualTo(0.4);
        assertThat(greeks.thetaPerDay()).isEqualTo(-0.1);
        assertThat(greeks.rhoPerPoint()).isEqualTo(0.25);
        assertThat(Greeks.ofPointsAndDays(0.5, 0.02, 0.4, -0.1, 0.25)).isEqualTo(greeks);
    }

    @Test
    void refuseWhatIsNotFinite() {
        assertThatThrownBy(() -> new Greeks(0.5, Double.NaN, 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gamma is not finite: NaN");
    }

    private static void assertClose(Greeks actual, Greeks expected, double relative) {
        assertThat(actual.delta()).isCloseTo(expected.delta(), within(relative * Math.abs(expected.delta())));
        assertThat(actual.gamma()).isCloseTo(expected.gamma(), within(relative * Math.abs(expected.gamma())));
        assertThat(actual.vega()).isCloseTo(expected.vega(), within(relative * Math.abs(expected.vega())));
        assertThat(actual.theta()).isCloseTo(expected.theta(), within(relative * Math.abs(expected.theta())));
        assertThat(actual.rho()).isCloseTo(expected.rho(), within(relative * Math.abs(expected.rho())));
    }

    private static double slope(DoubleUnaryOperator function, double at, double step) {
        return (function.applyAsDouble(at + step) - function.applyAsDouble(at - step)) / (2 * step);
    }

    private static double price(OptionInputs o, double spot, double vol) {
        return EuropeanPricer.price(withSpot(o, spot), vol);
    }

    private static double delta(OptionInputs o, double spot, double vol) {
        return EuropeanPricer.greeks(withSpot(o, spot), vol).orElseThrow().delta();
    }

    private static OptionInputs withSpot(OptionInputs o, double spot) {
        return new OptionInputs(o.right(), spot, o.strike(), o.yearsToExpiry(), o.rate(), o.dividendYield());
    }

    private static OptionInputs at(OptionInputs o, double years, double rate, double dividendYield) {
        return new OptionInputs(o.right(), o.spot(), o.strike(), years, rate, dividendYield);
    }
}
