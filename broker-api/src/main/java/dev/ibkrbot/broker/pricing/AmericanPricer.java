package dev.ibkrbot.broker.pricing;

import dev.ibkrbot.broker.instrument.Right;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The price of an American option, per share, in Black and Scholes' model with a constant dividend yield, by the
 * integral of its exercise boundary: {@link BoundarySolver} names the sources. Calls are priced as the puts they
 * mirror (spot for strike, rate for yield). Bad arguments are {@link IllegalArgumentException}, no result is NaN.
 * Immutable and thread-safe.
 *
 * <p>Where both the rate and the yield are negative in such a way that exercise is due only between two boundaries (a
 * put with yield below rate below 0, a call with the two exchanged), and where the boundary is not found, as with a
 * volatility of some 0.001, a {@link BinomialTree} of 2,001 steps gives the answer, with an error of some 1e-4 on a
 * spot of 100; it is an IllegalArgumentException there if volatility times sqrt(years) is over 4.
 */
public final class AmericanPricer {
    private static final AmericanPricer FAST = new AmericanPricer(new Collocation(7, 8, 3, 16));
    private static final AmericanPricer ACCURATE = new AmericanPricer(new Collocation(16, 32, 5, 64));

    private static final int TREE_STEPS = 2_001;
    private static final double VOL_BUMP = 1e-3;
    private static final double RATE_BUMP = 1e-4;
    private static final double ENDLESS = 30;
    private static final double LARGEST_DEVIATION = 200;
    /** It would add less than this part of the spot. */
    private static final double NEGLIGIBLE_DEVIATION = 1e-10;

    private static final int SEARCH_STEPS = 60;
    private static final double SEARCHED = 1e-10;
    private static final double LARGEST_VOL = 1e4;

    private final Collocation grid;

    private AmericanPricer(Collocation grid) {
        this.grid = grid;
    }

    /** On a spot of 100, a root-mean-square error of 2e-5 in some ten microseconds. */
    public static AmericanPricer fast() {
        return FAST;
    }

    /** On a spot of 100, a root-mean-square error of 1e-7 in some hundred microseconds. */
    public static AmericanPricer accurate() {
        return ACCURATE;
    }

    /**
     * The price; at least the European one and at least what exercise now brings.
     *
     * @param vol not negative, finite
     */
    public double price(OptionInputs inputs, double vol) {
        double european = EuropeanPricer.price(inputs, vol);
        double now = exerciseValue(inputs);
        return premium(inputs, vol)
                .map(premium -> Math.max(now, european + Math.max(0, premium.value())))
                .orElse(now);
    }

    /**
     * The price less the European one; not negative.
     *
     * @param vol not negative, finite
     */
    public double earlyExercisePremium(OptionInputs inputs, double vol) {
        return Math.max(0, price(inputs, vol) - EuropeanPricer.price(inputs, vol));
    }

    /**
     * Whether exercise now is worth as much as holding on, which it is at and beyond the exercise boundary.
     *
     * @param vol not negative, finite
     */
    public boolean isExerciseDue(OptionInputs inputs, double vol) {
        return exerciseValue(inputs) > 0
                && (inputs.yearsToExpiry() == 0 || premium(inputs, vol).isEmpty());
    }

    /**
     * Delta and gamma by the derivatives of the integral, theta from the equation of Black and Scholes, vega and rho by
     * differences of premiums. Where exercise is due they are those of the exercise value: nothing but delta.
     *
     * @param vol not negative, finite
     * @return empty where one of them has no finite value, as at expiration with the spot at the strike
     */
    public Optional<Greeks> greeks(OptionInputs inputs, double vol) {
        Optional<Greeks> european = EuropeanPricer.greeks(inputs, vol);
        if (inputs.yearsToExpiry() == 0 || european.isEmpty()) {
            return european;
        }
        if (vol * Math.sqrt(inputs.yearsToExpiry()) < NEGLIGIBLE_DEVIATION) {
            return greeksWithoutVolatility(inputs);
        }
        Optional<Curve> premium = premium(inputs, vol);
        if (premium.isEmpty()) {
            return Optional.of(new Greeks(inputs.right() == Right.CALL ? 1 : -1, 0, 0, 0, 0));
        }
        return greeks(inputs, vol, european.get(), premium.get());
    }

    private Optional<Greeks> greeks(OptionInputs inputs, double vol, Greeks european, Curve premium) {
        double spot = inputs.spot();
        double delta = european.delta() + premium.slope();
        double gamma = Math.max(0, european.gamma() + premium.curvature());
        if (premium.value() == 0 && premium.slope() == 0) {
            return Optional.of(european);
        }
        double value = EuropeanPricer.price(inputs, vol) + premium.value();
        double drift = inputs.rate() - inputs.dividendYield();
        double theta = inputs.rate() * value - drift * spot * delta - 0.5 * vol * vol * spot * spot * gamma;
        double volUp = Math.min(Double.MAX_VALUE, vol * (1 + VOL_BUMP));
        double volDown = vol * (1 - VOL_BUMP);
        double vega = european.vega()
                + (earlyExercisePremium(inputs, volUp) - earlyExercisePremium(inputs, volDown)) / (volUp - volDown);
        double largest = OptionInputs.LARGEST_EXPONENT / Math.max(1, inputs.yearsToExpiry());
        double up = Math.min(largest, inputs.rate() + RATE_BUMP);
        double down = Math.max(-largest, inputs.rate() - RATE_BUMP);
        double rho = european.rho()
                + (earlyExercisePremium(withRate(inputs, up), vol) - earlyExercisePremium(withRate(inputs, down), vol))
                        / (up - down);
        boolean finite = Double.isFinite(gamma) && Double.isFinite(vega) && Double.isFinite(theta);
        return finite ? Optional.of(new Greeks(delta, gamma, vega, theta, rho)) : Optional.empty();
    }

    /**
     * The volatility at which the option has this price.
     *
     * @param price per share; not NaN
     * @return empty if the price determines none: it is at or below the price without volatility, which it is where
     *     exercise is due, or above that of any volatility up to 10,000, or the option has expired
     */
    public OptionalDouble impliedVolatility(OptionInputs inputs, double price) {
        if (Double.isNaN(price)) {
            throw new IllegalArgumentException("price is NaN");
        }
        if (inputs.yearsToExpiry() == 0 || price <= price(inputs, 0)) {
            return OptionalDouble.empty();
        }
        // The American price is the higher one, so the European volatility is too high.
        double high = EuropeanPricer.impliedVolatility(inputs, price).orElse(1);
        double overHigh = price(inputs, high) - price;
        while (overHigh < 0) {
            high *= 2;
            if (high > LARGEST_VOL) {
                return OptionalDouble.empty();
            }
            overHigh = price(inputs, high) - price;
        }
        return OptionalDouble.of(search(inputs, price, high, overHigh));
    }

    /** C. Ridders' method (1979): false position with an exponential correction, which keeps the bracket. */
    private double search(OptionInputs inputs, double price, double from, double overFrom) {
        double low = 0;
        double underLow = price(inputs, 0) - price;
        double high = from;
        double overHigh = overFrom;
        double last = high;
        for (int i = 0; i < SEARCH_STEPS && overHigh > 0; i++) {
            double middle = 0.5 * (low + high);
            double atMiddle = price(inputs, middle) - price;
            double vol = middle - (middle - low) * atMiddle / Math.sqrt(atMiddle * atMiddle - underLow * overHigh);
            double at = price(inputs, vol) - price;
            if (Math.abs(vol - last) <= SEARCHED * vol || at == 0) {
                return vol;
            }
            last = vol;
            if (atMiddle < 0) {
                low = middle;
                underLow = atMiddle;
            } else {
                high = middle;
                overHigh = atMiddle;
            }
            if (at < 0 && vol > low) {
                low = vol;
                underLow = at;
            } else if (at > 0 && vol < high) {
                high = vol;
                overHigh = at;
            }
        }
        return last;
    }

    /** Over the European price; empty where exercise is due. */
    private Optional<Curve> premium(OptionInputs inputs, double vol) {
        OptionInputs put = inputs.right() == Right.PUT ? inputs : mirror(inputs);
        double rate = put.rate();
        double yield = put.dividendYield();
        double years = put.yearsToExpiry();
        if (years == 0 || rate <= 0 && yield >= rate) {
            return Optional.of(Curve.ZERO);
        }
        if (vol * Math.sqrt(years) < NEGLIGIBLE_DEVIATION) {
            double moment = bestMoment(inputs);
            double more = EuropeanPricer.price(withYears(inputs, moment), 0) - EuropeanPricer.price(inputs, 0);
            return moment == 0 ? Optional.empty() : Optional.of(new Curve(more, 0, 0));
        }
        if (rate < 0) {
            return byTree(inputs, vol);
        }
        double used = Math.min(vol, LARGEST_DEVIATION / Math.sqrt(years));
        double usedYears = Math.min(years, endlessYears(rate - yield, used));
        Optional<ExerciseBoundary> boundary = ExerciseBoundary.find(grid, rate, yield, used, usedYears);
        return boundary.isPresent() ? byBoundary(inputs, put, boundary.get()) : byTree(inputs, vol);
    }

    private static Optional<Curve> byBoundary(OptionInputs inputs, OptionInputs put, ExerciseBoundary boundary) {
        double spot = put.spot() / put.strike();
        if (spot <= boundary.now()) {
            return Optional.empty();
        }
        Curve of = boundary.premium(spot);
        double scale = put.strike();
        if (inputs.right() == Right.PUT) {
            return Optional.of(new Curve(scale * of.value(), of.slope(), of.curvature() / scale));
        }
        double slope = of.value() - spot * of.slope();
        return Optional.of(new Curve(scale * of.value(), slope, spot * spot * of.curvature() / scale));
    }

    /** More time adds nothing: what has drifted up for so long comes back with a chance below 1e-6, if it ever left. */
    private static double endlessYears(double drift, double vol) {
        double growth = drift - 0.5 * vol * vol;
        return growth > 0 ? ENDLESS * (vol / growth) * (vol / growth) : Double.POSITIVE_INFINITY;
    }

    /** The put that has the same price: P. McDonald and M. Schroder's symmetry (1998). */
    private static OptionInputs mirror(OptionInputs call) {
        return new OptionInputs(
                Right.PUT, call.strike(), call.spot(), call.yearsToExpiry(), call.dividendYield(), call.rate());
    }

    private static Optional<Curve> byTree(OptionInputs inputs, double vol) {
        Curve tree = BinomialTree.curve(inputs, DiscreteDividends.NONE, vol, TREE_STEPS);
        if (tree.value() <= exerciseValue(inputs)) {
            return Optional.empty();
        }
        Greeks european = EuropeanPricer.greeks(inputs, vol).orElseThrow();
        return Optional.of(new Curve(
                tree.value() - EuropeanPricer.price(inputs, vol),
                tree.slope() - european.delta(),
                tree.curvature() - european.gamma()));
    }

    /** Years to exercise where the underlying moves with certainty: at expiration, between, or now as 0. */
    private static double bestMoment(OptionInputs inputs) {
        double years = inputs.yearsToExpiry();
        double best = years;
        double most = EuropeanPricer.price(inputs, 0);
        double interest = inputs.rate() * inputs.strike();
        double dividends = inputs.dividendYield() * inputs.spot();
        double between = Elementary.log(interest / dividends) / (inputs.rate() - inputs.dividendYield());
        if (between > 0 && between < years && EuropeanPricer.price(withYears(inputs, between), 0) > most) {
            best = between;
            most = EuropeanPricer.price(withYears(inputs, between), 0);
        }
        return exerciseValue(inputs) > 0 && exerciseValue(inputs) >= most ? 0 : best;
    }

    private static Optional<Greeks> greeksWithoutVolatility(OptionInputs inputs) {
        double moment = bestMoment(inputs);
        Optional<Greeks> then = EuropeanPricer.greeks(withYears(inputs, moment), 0);
        return moment == inputs.yearsToExpiry()
                ? then
                : then.map(greeks -> new Greeks(greeks.delta(), 0, 0, 0, greeks.rho()));
    }

    private static double exerciseValue(OptionInputs inputs) {
        double value = inputs.spot() - inputs.strike();
        return Math.max(0, inputs.right() == Right.CALL ? value : -value);
    }

    private static OptionInputs withRate(OptionInputs of, double rate) {
        return new OptionInputs(of.right(), of.spot(), of.strike(), of.yearsToExpiry(), rate, of.dividendYield());
    }

    private static OptionInputs withYears(OptionInputs of, double years) {
        return new OptionInputs(of.right(), of.spot(), of.strike(), years, of.rate(), of.dividendYield());
    }
}
