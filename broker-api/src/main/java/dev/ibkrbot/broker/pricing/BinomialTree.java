package dev.ibkrbot.broker.pricing;

import dev.ibkrbot.broker.instrument.Right;

/**
 * D. Leisen and M. Reimer's binomial tree ("Binomial models for option valuation", Applied Mathematical Finance 3,
 * 1996) for American options: the plain reference beside {@link AmericanPricer}, and the price where dividends are
 * discrete. On a spot of 100 the error is of the order of 1 / steps: about 1e-3 with 1,001 steps. Stateless and
 * thread-safe; the time grows with the square of the steps.
 */
public final class BinomialTree {
    private static final int MOST_STEPS = 20_000;
    private static final double LARGEST_DEVIATION = 4;
    /** How far from the strike the tree may be centred, in deviations. */
    private static final double FARTHEST_CENTER = 5;

    private BinomialTree() {}

    /**
     * The American price per share.
     *
     * @param vol positive; times sqrt(years) at most 4
     * @param steps from 1 to 20,000, rounded up to an odd number
     */
    public static double american(OptionInputs inputs, double vol, int steps) {
        return american(inputs, DiscreteDividends.NONE, vol, steps);
    }

    /**
     * The American price per share where the underlying pays dividends: it may be exercised just before each.
     *
     * @param vol of the spot less its dividends; positive; times sqrt(years) at most 4
     * @param steps from 1 to 20,000, rounded up to an odd number
     */
    public static double american(OptionInputs inputs, DiscreteDividends dividends, double vol, int steps) {
        return curve(inputs, dividends, vol, steps).value();
    }

    /** The price with its slope and curvature in the spot, from the nodes after two steps. */
    static Curve curve(OptionInputs inputs, DiscreteDividends dividends, double vol, int steps) {
        if (steps < 1 || steps > MOST_STEPS) {
            throw new IllegalArgumentException("steps is " + steps + ", not from 1 to " + MOST_STEPS);
        }
        double deviation = vol * Math.sqrt(inputs.yearsToExpiry());
        if (!(vol > 0 && deviation <= LARGEST_DEVIATION)) {
            throw new IllegalArgumentException(
                    "vol is " + vol + ", not positive or over " + LARGEST_DEVIATION + " / sqrt(years) for a tree");
        }
        double sign = inputs.right() == Right.CALL ? 1 : -1;
        OptionInputs bare = dividends.escrow(inputs);
        if (inputs.yearsToExpiry() == 0) {
            double value = Math.max(0, sign * (inputs.spot() - inputs.strike()));
            return new Curve(value, value > 0 ? sign : 0, 0);
        }
        return new Walk(bare, inputs, dividends, deviation, Math.max(3, steps | 1)).back(sign);
    }

    /** One tree. */
    private static final class Walk {
        private final OptionInputs bare;
        private final OptionInputs inputs;
        private final DiscreteDividends dividends;
        private final int steps;
        private final double stepYears;
        private final double up;
        private final double down;
        private final double discountedUp;
        private final double discountedDown;

        Walk(OptionInputs bare, OptionInputs inputs, DiscreteDividends dividends, double deviation, int steps) {
            this.bare = bare;
            this.inputs = inputs;
            this.dividends = dividends;
            this.steps = steps;
            this.stepYears = inputs.yearsToExpiry() / steps;
            double drift = inputs.rate() - inputs.dividendYield();
            double x = Elementary.log(bare.spot() / bare.strike()) + drift * inputs.yearsToExpiry();
            double d2 = Math.max(-FARTHEST_CENTER, Math.min(FARTHEST_CENTER, x / deviation - 0.5 * deviation));
            double p = chance(d2, steps);
            double growth = Elementary.exp(drift * stepYears);
            this.up = growth * chance(d2 + deviation, steps) / p;
            this.down = growth * chance(-d2 - deviation, steps) / chance(-d2, steps);
            double discount = Elementary.exp(-inputs.rate() * stepYears);
            this.discountedUp = discount * p;
            this.discountedDown = discount * chance(-d2, steps);
        }

        /** Peizer and Pratt's second inversion: the chance whose binomial distribution is the normal one at z. */
        private static double chance(double z, int n) {
            double scaled = z / (n + 1.0 / 3 + 0.1 / (n + 1));
            double e = Elementary.exp(-scaled * scaled * (n + 1.0 / 6));
            double tail = 0.5 * e / (1 + Math.sqrt(1 - e));
            return z > 0 ? 1 - tail : tail;
        }

        Curve back(double sign) {
            double strike = inputs.strike();
            double ratio = up / down;
            double[] values = new double[steps + 1];
            double lowest = bare.spot() * power(down, steps);
            double spot = lowest;
            for (int j = 0; j <= steps; j++) {
                values[j] = Math.max(0, sign * (spot - strike));
                spot *= ratio;
            }
            double[] later = new double[3];
            for (int i = steps - 1; i >= 0; i--) {
                lowest /= down;
                double escrowed = dividends.presentValue(inputs, i * stepYears);
                double exercise = sign * (lowest + escrowed - strike);
                double slope = sign * lowest;
                double factor = 1;
                for (int j = 0; j <= i; j++) {
                    double hold = discountedUp * values[j + 1] + discountedDown * values[j];
                    values[j] = Math.max(hold, exercise + slope * (factor - 1));
                    factor *= ratio;
                }
                if (i == 2) {
                    System.arraycopy(values, 0, later, 0, 3);
                }
            }
            return fit(values[0], later);
        }

        /** The parabola through the three nodes of the second step, at the spot. */
        private Curve fit(double value, double[] later) {
            double low = bare.spot() * down * down;
            double middle = bare.spot() * up * down;
            double high = bare.spot() * up * up;
            double lowSlope = (later[1] - later[0]) / (middle - low);
            double highSlope = (later[2] - later[1]) / (high - middle);
            double second = (highSlope - lowSlope) / (high - low);
            double slope = lowSlope + second * (2 * bare.spot() - low - middle);
            return new Curve(value, slope, 2 * second);
        }

        private static double power(double base, int exponent) {
            return Elementary.exp(exponent * Elementary.log(base));
        }
    }
}
