package dev.ibkrbot.broker.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ibkrbot.broker.instrument.Right;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * 400 options from 80-digit arithmetic: from half a minute to fifty years, volatility from 0.0001 to 10, far in and out
 * of the money, negative and high rates and yields.
 */
class EuropeanGridTest {
    private static final String GRID = "/pricing/european-grid.csv";

    @ParameterizedTest
    @CsvFileSource(resources = GRID, useHeadersInDisplayName = true)
    void isExact(
            Right right,
            double spot,
            double strike,
            double years,
            double rate,
            double yield,
            double vol,
            double price,
            double delta,
            double gamma,
            double vega,
            double theta,
            double rho) {
        OptionInputs inputs = new OptionInputs(right, spot, strike, years, rate, yield);
        Valuation value = EuropeanPricer.value(inputs, vol).orElseThrow();

        assertThat(EuropeanPricer.price(inputs, vol)).isEqualTo(value.price());
        assertThat(EuropeanPricer.greeks(inputs, vol)).isEqualTo(Optional.of(value.greeks()));
        assertThat(value.price()).isCloseTo(price, within(1e-12 * price));
        Greeks greeks = value.greeks();
        assertThat(greeks.delta()).as("delta").isCloseTo(delta, within(1e-12 * Math.abs(delta)));
        assertThat(greeks.gamma()).as("gamma").isCloseTo(gamma, within(1e-12 * gamma + 1e-290));
        assertThat(greeks.vega()).as("vega").isCloseTo(vega, within(1e-12 * vega + 1e-290));
        assertThat(greeks.rho()).as("rho").isCloseTo(rho, within(1e-12 * Math.abs(rho)));
        // Its parts have different signs.
        double parts = Math.abs(yield * spot * delta) + Math.abs(rate * rho / years) + vega * vol / years;
        assertThat(greeks.theta()).as("theta").isCloseTo(theta, within(1e-12 * parts));
    }

    /** The price determines the volatility where a change of its last digit changes the volatility by little. */
    @ParameterizedTest
    @CsvFileSource(resources = GRID, useHeadersInDisplayName = true)
    void givesBackTheVolatility(
            Right right,
            double spot,
            double strike,
            double years,
            double rate,
            double yield,
            double vol,
            double price,
            double delta,
            double gamma,
            double vega) {
        double blur = Math.ulp(price) / (vega * vol);
        if (blur < 1e-11) {
            OptionInputs inputs = new OptionInputs(right, spot, strike, years, rate, yield);
            assertThat(EuropeanPricer.impliedVolatility(inputs, price).orElseThrow())
                    .isCloseTo(vol, within(vol * (1e-12 + 4 * blur)));
        }
    }
}
