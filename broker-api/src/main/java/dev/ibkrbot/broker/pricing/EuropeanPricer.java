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
        return price(new Terms(inputs), totalVolatility(inputs, vol));
    }

    private static double price(Terms terms, double s) {
        double outOfTheMoney = s > 0 ? terms.scale() * NormalizedBlack.price(-Math.abs(terms.x), s) : 0;
        return Math.min(terms.intrinsic() + outOfTheMoney, terms.bound());
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
        return greeks(new Terms(inputs), vol);
    }

    /**
     * Price and greeks together, for little more than the greeks alone.
     *
     * @param vol not negative, finite
     * @return empty where {@link #greeks} is
     */
    public static Optional<Valuation> value(OptionInputs inputs, double vol) {
        requireVolatility(vol);
        Terms terms = new Terms(inputs);
        return greeks(terms, vol).map(greeks -> new Valuation(price(terms, totalVolatility(inputs, vol)), greeks));
    }

    private static Optional<Greeks> greeks(Terms terms, double vol) {
        OptionInputs inputs = terms.inputs;
        double x = terms.x;
        double root = Math.sqrt(inputs.yearsToExpiry());
        double s = vol * root;
        if (s == 0 && x == 0) {
            return Optional.empty();
        }
        double sign = inputs.right() == Right.CALL ? 1 : -1;
        double d1 = x / s + 0.5 * s;
        double d2 = x / s - 0.5 * s;
        double curve = NormalCurve.density(d1);
        double spotPart = sign * terms.spot * NormalCurve.cumulative(sign * d1, curve);
        double strikePart = sign * terms.strike * NormalCurve.cumulative(sign * d2);
        double density = terms.spot * curve;
        double delta = spotPart / inputs.spot();
        double gamma = density == 0 ? 0 : density / (inputs.spot() * inputs.spot() * s);
        double vega = density * root;
        double decay = density == 0 ? 0 : density * vol / (2 * root);
        double theta = inputs.dividendYield() * spotPart - inputs.rate() * strikePart - decay;
        double rho = inputs.yearsToExpiry() * strikePart;
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
        Terms terms = new Terms(inputs);
        double s = totalVolatility(inputs, vol);
        double sign = inputs.right() == Right.CALL ? 1 : -1;
        double d1 = s == 0 && terms.x == 0 ? 0 : terms.x / s + 0.5 * s;
        return 0.0 - sign * inputs.yearsToExpiry() * terms.spot * NormalCurve.cumulative(sign * d1);
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
        Terms terms = new Terms(inputs);
        double outOfTheMoney = price - terms.intrinsic();
        double toBound = terms.bound() - price;
        if (inputs.yearsToExpiry() == 0 || outOfTheMoney < 0 || toBound <= 0) {
            return OptionalDouble.empty();
        }
        double scale = terms.scale();
        double normalized = outOfTheMoney / scale;
        if (normalized == 0) {
            return OptionalDouble.of(0);
        }
        double s = VolatilitySolver.totalVolatility(-Math.abs(terms.x), normalized, toBound / scale);
        return OptionalDouble.of(s / Math.sqrt(inputs.yearsToExpiry()));
    }

    private static double totalVolatility(OptionInputs inputs, double vol) {
        return vol * Math.sqrt(inputs.yearsToExpiry());
    }

    /** What price, greeks and implied volatility are made of besides volatility. */
    private static final class Terms {
        final OptionInputs inputs;
        /** Of today: discounted by the dividend yield. */
        final double spot;
        /** Of today: discounted by the rate. */
        final double strike;
        /** log(forward / strike), exact to the last places near the money too. */
        final double x;

        Terms(OptionInputs inputs) {
            this.inputs = inputs;
            double years = inputs.yearsToExpiry();
            this.spot = inputs.spot() * Elementary.exp(-inputs.dividendYield() * years);
            this.strike = inputs.strike() * Elementary.exp(-inputs.rate() * years);
            double ratio = inputs.spot() / inputs.strike();
            double logRatio = ratio > 0.5 && ratio < 2
                    ? Elementary.log1p((inputs.spot() - inputs.strike()) / inputs.strike())
                    : Elementary.log(ratio);
            this.x = logRatio + (inputs.rate() - inputs.dividendYield()) * years;
        }

        double intrinsic() {
            boolean inTheMoney = inputs.right() == Right.CALL ? x > 0 : x < 0;
            if (!inTheMoney) {
                return 0;
            }
            double value;
            if (inputs.rate() == inputs.dividendYield() || inputs.yearsToExpiry() == 0) {
                double discount = Elementary.exp(-inputs.rate() * inputs.yearsToExpiry());
                value = discount * (inputs.spot() - inputs.strike());
            } else if (Math.abs(x) < NEARLY_AT_THE_MONEY) {
                value = strike * Elementary.expm1(x);
            } else {
                value = spot - strike;
            }
            return Math.abs(value);
        }

        double bound() {
            return inputs.right() == Right.CALL ? spot : strike;
        }

        /** Two roots, since the product of spot and strike could overflow. */
        double scale() {
            return Math.sqrt(spot) * Math.sqrt(strike);
        }
    }

    private static void requireVolatility(double vol) {
        if (!(vol >= 0 && vol < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("vol is " + vol + ", not a finite number from 0 up");
        }
    }
}
