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

/** Tables of Haug, "The Complete Guide to Option Pricing Formulas" (1998). */
class HaugTablesTest {
    @Test
    void agreesWithThePrices() throws IOException {
        for (String[] row : rows("bs_european_haug.csv", 43)) {
            double price = EuropeanPricer.price(inputs(row, 0), Double.parseDouble(row[6]));
            assertThat(price)
                    .as(String.join(",", row))
                    .isCloseTo(Double.parseDouble(row[7]), within(Double.parseDouble(row[8])));
        }
    }

    @Test
    void agreesWithTheGreeks() throws IOException {
        for (String[] row : rows("bs_greeks_haug.csv", 11)) {
            double value = greek(row[0], inputs(row, 1), Double.parseDouble(row[7]));
            assertThat(value)
                    .as(String.join(",", row))
                    .isCloseTo(Double.parseDouble(row[8]), within(Double.parseDouble(row[9])));
        }
    }

    private static double greek(String name, OptionInputs inputs, double vol) {
        Greeks greeks = EuropeanPricer.greeks(inputs, vol).orElseThrow();
        return switch (name) {
            case "delta" -> greeks.delta();
            case "elasticity" -> greeks.delta() * inputs.spot() / EuropeanPricer.price(inputs, vol);
            case "gamma" -> greeks.gamma();
            case "vega_per_1.00_vol" -> greeks.vega();
            case "theta_per_year" -> greeks.theta();
            case "theta_per_day_365" -> greeks.thetaPerDay();
            case "rho_per_1.00" -> greeks.rho();
            case "dividend_rho_per_1.00" -> EuropeanPricer.dividendRho(inputs, vol);
            default -> throw new IllegalArgumentException("unknown greek " + name);
        };
    }

    private static OptionInputs inputs(String[] row, int from) {
        return new OptionInputs(
                Right.valueOf(row[from].toUpperCase(Locale.ROOT)),
                Double.parseDouble(row[from + 1]),
                Double.parseDouble(row[from + 2]),
                Double.parseDouble(row[from + 5]),
                Double.parseDouble(row[from + 3]),
                Double.parseDouble(row[from + 4]));
    }

    private static List<String[]> rows(String file, int count) throws IOException {
        List<String[]> rows = Files.readAllLines(SharedFolder.find("oracles/" + file)).stream()
                .skip(1)
                .map(line -> line.split(",", 11))
                .toList();
        assertThat(rows).hasSizeGreaterThanOrEqualTo(count);
        return rows;
    }
}
