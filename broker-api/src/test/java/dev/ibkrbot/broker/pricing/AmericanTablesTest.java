package dev.ibkrbot.broker.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ibkrbot.broker.contract.SharedFolder;
import dev.ibkrbot.broker.instrument.Right;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published figures. */
class AmericanTablesTest {
    /** Andersen, Lake and Offengenden (2016), premiums over the European put on a spot of 100. */
    @ParameterizedTest
    @CsvSource({"100, 0.05, 0.106952702747, 1e-8", "100, 0.075, 0.36711126, 5e-7", "95, 0.075, 0.238652, 1e-5"})
    void areAndersenLakeAndOffengendens(double strike, double rate, double premium, double tolerance) {
        OptionInputs put = new OptionInputs(Right.PUT, 100, strike, 1, rate, 0.05);
        assertThat(AmericanPricer.accurate().earlyExercisePremium(put, 0.25)).isCloseTo(premium, within(tolerance));
    }

    @Test
    void areThoseOfTheSharedTable() throws IOException {
        List<String> lines = Files.readAllLines(SharedFolder.find("oracles/american_premium_andersen_lake.csv"));
        assertThat(lines).hasSizeGreaterThan(1);
        for (String line : lines.subList(1, lines.size())) {
            String[] row = line.split(",", 10);
            OptionInputs inputs = new OptionInputs(
                    Right.valueOf(row[0].toUpperCase(Locale.ROOT)),
                    Double.parseDouble(row[1]),
                    Double.parseDouble(row[2]),
                    Double.parseDouble(row[3]),
                    Double.parseDouble(row[5]),
                    Double.parseDouble(row[6]));
            assertThat(AmericanPricer.accurate().earlyExercisePremium(inputs, Double.parseDouble(row[4])))
                    .as(line)
                    .isCloseTo(Double.parseDouble(row[7]), within(Double.parseDouble(row[8])));
        }
    }

    /** R. Geske and H. Johnson (1984), table I, numerical method: spot 40, rate 4.88 %, one, four and seven months. */
    @ParameterizedTest
    @CsvSource({
        "35, 0.2, 0.0062, 0.2004, 0.4328",
        "40, 0.2, 0.8522, 1.5798, 1.9904",
        "45, 0.2, 5.0000, 5.0883, 5.2670",
        "35, 0.3, 0.0774, 0.6975, 1.2198",
        "40, 0.3, 1.3099, 2.4825, 3.1696",
        "45, 0.3, 5.0597, 5.7056, 6.2436",
        "35, 0.4, 0.2466, 1.3460, 2.1549",
        "40, 0.4, 1.7681, 3.3874, 4.3526",
        "45, 0.4, 5.2868, 6.5099, 7.3830",
    })
    void areGeskeAndJohnsons(double strike, double vol, double first, double second, double third) {
        double[] years = {0.0833, 0.3333, 0.5833};
        double[] prices = {first, second, third};
        for (int i = 0; i < 3; i++) {
            OptionInputs put = new OptionInputs(Right.PUT, 40, strike, years[i], 0.0488, 0);
            assertThat(AmericanPricer.accurate().price(put, vol)).isCloseTo(prices[i], within(1.5e-4));
            assertThat(AmericanPricer.fast().price(put, vol)).isCloseTo(prices[i], within(2.5e-4));
        }
    }

    /** N. Ju and R. Zhong (1999): strike 100, three years, spots 80 to 120; rounded, and themselves within 1e-3. */
    @ParameterizedTest
    @CsvSource({
        "PUT, 0.08, 0.12, 0.2, 25.658, 20.083, 15.498, 11.803, 8.886",
        "PUT, 0.08, 0.08, 0.2, 22.205, 16.207, 11.704, 8.367, 5.930",
        "PUT, 0.08, 0.04, 0.2, 20.350, 13.497, 8.944, 5.912, 3.898",
        "PUT, 0.08, 0.00, 0.2, 20.000, 11.697, 6.932, 4.155, 2.510",
        "CALL, 0.07, 0.03, 0.3, 12.146, 17.369, 23.348, 29.964, 37.104",
    })
    void areJuAndZhongs(
            Right right, double rate, double yield, double vol, double a, double b, double c, double d, double e) {
        double[] prices = {a, b, c, d, e};
        for (int i = 0; i < 5; i++) {
            OptionInputs inputs = new OptionInputs(right, 80 + 10 * i, 100, 3, rate, yield);
            assertThat(AmericanPricer.accurate().price(inputs, vol)).isCloseTo(prices[i], within(1.2e-3));
        }
    }
}
