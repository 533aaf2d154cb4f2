package dev.ibkrbot.broker.pricing;

import dev.ibkrbot.broker.instrument.Right;
import java.util.Objects;

/**
 * What the price of an option, European or American, depends on besides volatility. Immutable.
 *
 * <p>The ranges are far wider than any market and keep every result finite: spot and strike from 1e-100 to 1e100, up to
 * 10,000 years, and rate times years and dividend yield times years within -200 to 200.
 *
 * @param right call or put
 * @param spot price of the underlying
 * @param strike in the currency of {@code spot}
 * @param yearsToExpiry 0 at expiration
 * @param rate interest per year, continuously compounded; 0.05 is 5 %
 * @param dividendYield dividends per year in the same terms, or for other underlyings the rate less the cost of carry;
 *     equal to {@code rate} for an option on a future
 */
public record OptionInputs(
        Right right, double spot, double strike, double yearsToExpiry, double rate, double dividendYield) {
    private static final double SMALLEST_PRICE = 1e-100;
    private static final double LARGEST_PRICE = 1e100;
    private static final double MOST_YEARS = 10_000;
    static final double LARGEST_EXPONENT = 200;

    public OptionInputs {
        Objects.requireNonNull(right, "right");
        requireWithin("spot", spot, SMALLEST_PRICE, LARGEST_PRICE);
        requireWithin("strike", strike, SMALLEST_PRICE, LARGEST_PRICE);
        requireWithin("yearsToExpiry", yearsToExpiry, 0, MOST_YEARS);
        requireWithin("rate", rate, -LARGEST_EXPONENT, LARGEST_EXPONENT);
        requireWithin("dividendYield", dividendYield, -LARGEST_EXPONENT, LARGEST_EXPONENT);
        requireWithin("rate * yearsToExpiry", rate * yearsToExpiry, -LARGEST_EXPONENT, LARGEST_EXPONENT);
        requireWithin(
                "dividendYield * yearsToExpiry", dividendYield * yearsToExpiry, -LARGEST_EXPONENT, LARGEST_EXPONENT);
    }

    private static void requireWithin(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + " is " + value + ", not from " + least + " to " + most);
        }
    }
}
