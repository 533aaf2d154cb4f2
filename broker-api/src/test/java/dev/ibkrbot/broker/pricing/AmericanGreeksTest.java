package dev.ibkrbot.broker.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ibkrbot.broker.instrument.Right;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AmericanGreeksTest {
    private static final AmericanPricer PRICER = AmericanPricer.accurate();

    @Test
    void areTheDifferencesOfPrices() {
        SplittableRandom random = new SplittableRandom(65);
        int compared = 0;
        while (compared < 150) {
            OptionInputs o = new OptionInputs(
                    random.nextBoolean() ? Right.CALL : Right.PUT,
                    100,
                    random.nextDouble(80, 125),
                    random.nextDouble(0.1, 2),
                    random.nextDouble(0.005, 0.1),
                    random.nextDouble(0, 0.1));
            double vol = random.nextDouble(0.15, 0.6);
            if (PRICER.isExerciseDue(at(o, 100.5, o.yearsToExpiry(), o.rate()), vol)
                    || PRICER.isExerciseDue(at(o, 99.5, o.yearsToExpiry(), o.rate()), vol)) {
                continue;
            }
            compared++;
            Greeks greeks = PRICER.greeks(o, vol).orElseThrow();
            double up = price(o, 100.02, o.yearsToExpiry(), o.rate(), vol);
            double down = price(o, 99.98, o.yearsToExpiry(), o.rate(), vol);
            double here = PRICER.price(o, vol);
            assertThat(greeks.delta()).as("%s", o).isCloseTo((up - down) / 0.04, within(2e-6));
            assertThat(greeks.gamma()).as("%s", o).isCloseTo((up - 2 * here + down) / 4e-4, within(2e-5));
            double year = 1e-3 * o.yearsToExpiry();
            double later = price(o, 100, o.yearsToExpiry() - year, o.rate(), vol);
            double sooner = price(o, 100, o.yearsToExpiry() + year, o.rate(), vol);
            assertThat(greeks.theta()).as("%s", o).isCloseTo((later - sooner) / (2 * year), within(2e-4));
            double vega = (PRICER.price(o, vol + 2e-4) - PRICER.price(o, vol - 2e-4)) / 4e-4;
            assertThat(greeks.vega()).as("%s", o).isCloseTo(vega, within(2e-3));
            double rho = (price(o, 100, o.yearsToExpiry(), o.rate() + 1e-4, vol)
                            - price(o, 100, o.yearsToExpiry(), o.rate() - 1e-4, vol))
                    / 2e-4;
            assertThat(greeks.rho()).as("%s", o).isCloseTo(rho, within(1e-3));
        }
    }

    @Test
    void ofTheFastSettingAreClose() {
        OptionInputs put = new OptionInputs(Right.PUT, 100, 105, 0.5, 0.05, 0.01);
        Greeks exact = PRICER.greeks(put, 0.25).orElseThrow();
        Greeks fast = AmericanPricer.fast().greeks(put, 0.25).orElseThrow();
        assertThat(fast.delta()).isCloseTo(exact.delta(), within(2e-5));
        assertThat(fast.gamma()).isCloseTo(exact.gamma(), within(2e-5));
        assertThat(fast.vega()).isCloseTo(exact.vega(), within(2e-3));
        assertThat(fast.theta()).isCloseTo(exact.theta(), within(1e-2));
        assertThat(fast.rho()).isCloseTo(exact.rho(), within(2e-2));
    }

    @Test
    void areAbsentWhereTheEuropeanOnesAre() {
        assertThat(PRICER.greeks(new OptionInputs(Right.PUT, 100, 100, 0, 0.05, 0), 0.2))
                .isEmpty();
    }

    private static double price(OptionInputs o, double spot, double years, double rate, double vol) {
        return PRICER.price(at(o, spot, years, rate), vol);
    }

    private static OptionInputs at(OptionInputs o, double spot, double years, double rate) {
        return new OptionInputs(o.right(), spot, o.strike(), years, rate, o.dividendYield());
    }
}
