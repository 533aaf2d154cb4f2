package dev.ibkrbot.broker.pricing;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Black, Scholes and Merton's price of a European option, per share, its greeks and its implied volatility. Prices
 * have a relative error near 1e-13, far out of the money too; bad arguments are {@link IllegalArgumentException}, no
 * result is NaN. Stateless and thread-safe.
 *
 * <p>At expiration or at zero volatility the price is the discounted intrinsic value. Volatility is annualised, 0.2 is
 * 20 %, and has no upper limit: as it grows, a call approaches the discounted spot and a put the discounted strike.
 */
public final class EuropeanPricer {
    private EuropeanPricer() {}

    /**
     * The price; from the discounted intrinsic value to the discounted spot (call) or strike (put).
     *
     * @param vol not negative, finite
     */
    public static double price(OptionInputs inputs, double vol) {
        requireVolatility(vol);
        return new BlackScholes(inputs).at(vol).price();
    }

    /**
     * Delta, gamma, vega per 1.00 of volatility, theta per year, rho per 1.00 of rate. At expiration and at zero
     * volatility these are the limits, with no gamma and vega.
     *
     * @param vol not negative, finite
     * @return empty where one of them has no finite value: with no volatility left and the forward at the strike
     */
    public static Optional<Greeks> greeks(OptionInputs inputs, double vol) {
        requireVolatility(vol);
        return new BlackScholes(inputs).at(vol).greeks();
    }

    /**
     * Price and greeks together, for little more than either alone.
     *
     * @param vol not negative, finite
     * @return empty where {@link #greeks} is
     */
    public static Optional<Valuation> value(OptionInputs inputs, double vol) {
        requireVolatility(vol);
        BlackScholes.At at = new BlackScholes(inputs).at(vol);
        return at.greeks().map(greeks -> new Valuation(at.price(), greeks));
    }

    /**
     * Change of the price per 1.00 of the dividend yield, the interest rate kept.
     *
     * @param vol not negative, finite
     */
    public static double dividendRho(OptionInputs inputs, double vol) {
        requireVolatility(vol);
        return 0.0 - inputs.yearsToExpiry() * new BlackScholes(inputs).at(vol).spotPart();
    }

    /**
     * The volatility at which the option has this price, as exactly as the price determines it; 0 for exactly the
     * discounted intrinsic value.
     *
     * @param price per share; not NaN
     * @return empty if no volatility gives this price: it is below the discounted intrinsic value, at or above the
     *     discounted spot (call) or strike (put), or the option has expired
     */
    public static OptionalDouble impliedVolatility(OptionInputs inputs, double price) {
        if (Double.isNaN(price)) {
            throw new IllegalArgumentException("price is NaN");
        }
        BlackScholes formula = new BlackScholes(inputs);
        double outOfTheMoney = price - formula.intrinsic();
        double toBound = formula.bound() - price;
        if (inputs.yearsToExpiry() == 0 || outOfTheMoney < 0 || toBound <= 0) {
            return OptionalDouble.empty();
        }
        double scale = formula.scale();
        double normalized = outOfTheMoney / scale;
        if (normalized == 0) {
            return OptionalDouble.of(0);
        }
        double s = VolatilitySolver.totalVolatility(-Math.abs(formula.x()), normalized, toBound / scale);
        return OptionalDouble.of(s / Math.sqrt(inputs.yearsToExpiry()));
    }

    private static void requireVolatility(double vol) {
        if (!(vol >= 0 && vol < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("vol is " + vol + ", not a finite number from 0 up");
        }
    }
}
