package dev.ibkrbot.broker.pricing;

import dev.ibkrbot.broker.instrument.Right;
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
    private static final double NEARLY_AT_THE_MONEY = 0.5;

    private EuropeanPricer() {}

    /**
     * The price; from the discounted intrinsic value to the discounted spot (call) or strike (put).
     *
     * @param vol not negative, finite
     */
    public static double price(OptionInputs inputs, double vol) {
        requireVolatility(vol);
        double x = logMoneyness(inputs);
        double outOfTheMoney = 0;
        double s = totalVolatility(inputs, vol);
        if (s > 0) {
            outOfTheMoney = priceScale(inputs) * NormalizedBlack.price(-Math.abs(x), s);
        }
        return Math.min(intrinsic(inputs, x) + outOfTheMoney, bound(inputs));
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
        double x = logMoneyness(inputs);
        double s = totalVolatility(inputs, vol);
        if (s == 0 && x == 0) {
            return Optional.empty();
        }
        double sign = inputs.right() == Right.CALL ? 1 : -1;
        double d1 = x / s + 0.5 * s;
        double d2 = x / s - 0.5 * s;
        double spotPart = sign * discountedSpot(inputs) * NormalCurve.cumulative(sign * d1);
        double strikePart = sign * discountedStrike(inputs) * NormalCurve.cumulative(sign * d2);
        double density = discountedSpot(inputs) * NormalCurve.density(d1);
        double years = inputs.yearsToExpiry();
        double delta = spotPart / inputs.spot();
        double gamma = density == 0 ? 0 : density / (inputs.spot() * inputs.spot() * s);
        double vega = density * StrictMath.sqrt(years);
        double decay = density == 0 ? 0 : density * vol / (2 * StrictMath.sqrt(years));
        double theta = inputs.dividendYield() * spotPart - inputs.rate() * strikePart - decay;
        double rho = years * strikePart;
        boolean finite = Double.isFinite(gamma) && Double.isFinite(vega) && Double.isFinite(theta);
        return finite ? Optional.of(new Greeks(delta, gamma, vega, theta, rho)) : Optional.empty();
    }

    /**
     * Change of the price per 1.00 of the dividend yield, the interest rate kept.
     *
     * @param vol not negative, finite
     */
    public static double dividendRho(OptionInputs inputs, double vol) {
        requireVolatility(vol);
        double x = logMoneyness(inputs);
        double s = totalVolatility(inputs, vol);
        double sign = inputs.right() == Right.CALL ? 1 : -1;
        double d1 = s == 0 && x == 0 ? 0 : x / s + 0.5 * s;
        return 0.0 - sign * inputs.yearsToExpiry() * discountedSpot(inputs) * NormalCurve.cumulative(sign * d1);
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
        double x = logMoneyness(inputs);
        double outOfTheMoney = price - intrinsic(inputs, x);
        double toBound = bound(inputs) - price;
        if (inputs.yearsToExpiry() == 0 || outOfTheMoney < 0 || toBound <= 0) {
            return OptionalDouble.empty();
        }
        double scale = priceScale(inputs);
        double normalized = outOfTheMoney / scale;
        double distance = toBound / scale;
        if (normalized == 0) {
            return OptionalDouble.of(0);
        }
        double s = VolatilitySolver.totalVolatility(-Math.abs(x), normalized, distance);
        return OptionalDouble.of(s / StrictMath.sqrt(inputs.yearsToExpiry()));
    }

    /** log(forward / strike), exact to the last places near the money too. */
    private static double logMoneyness(OptionInputs inputs) {
        double ratio = inputs.spot() / inputs.strike();
        double logRatio = ratio > 0.5 && ratio < 2
                ? StrictMath.log1p((inputs.spot() - inputs.strike()) / inputs.strike())
                : StrictMath.log(ratio);
        return logRatio + (inputs.rate() - inputs.dividendYield()) * inputs.yearsToExpiry();
    }

    private static double intrinsic(OptionInputs inputs, double x) {
        boolean inTheMoney = inputs.right() == Right.CALL ? x > 0 : x < 0;
        if (!inTheMoney) {
            return 0;
        }
        double value;
        if (inputs.rate() == inputs.dividendYield() || inputs.yearsToExpiry() == 0) {
            value = discount(inputs, inputs.rate()) * (inputs.spot() - inputs.strike());
        } else if (Math.abs(x) < NEARLY_AT_THE_MONEY) {
            value = discountedStrike(inputs) * StrictMath.expm1(x);
        } else {
            value = discountedSpot(inputs) - discountedStrike(inputs);
        }
        return Math.abs(value);
    }

    private static double bound(OptionInputs inputs) {
        return inputs.right() == Right.CALL ? discountedSpot(inputs) : discountedStrike(inputs);
    }

    /** Two roots, since the product of spot and strike could overflow. */
    private static double priceScale(OptionInputs inputs) {
        return StrictMath.sqrt(discountedSpot(inputs)) * StrictMath.sqrt(discountedStrike(inputs));
    }

    private static double totalVolatility(OptionInputs inputs, double vol) {
        return vol * StrictMath.sqrt(inputs.yearsToExpiry());
    }

    private static double discountedSpot(OptionInputs inputs) {
        return inputs.spot() * discount(inputs, inputs.dividendYield());
    }

    private static double discountedStrike(OptionInputs inputs) {
        return inputs.strike() * discount(inputs, inputs.rate());
    }

    private static double discount(OptionInputs inputs, double rate) {
        return StrictMath.exp(-rate * inputs.yearsToExpiry());
    }

    private static void requireVolatility(double vol) {
        if (!(vol >= 0 && vol < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("vol is " + vol + ", not a finite number from 0 up");
        }
    }
}
