package dev.ibkrbot.broker.pricing;

/**
 * How the price of one option, per share, changes with what it depends on. All finite; theirs is the holder's sign
 * (a long call has positive delta and, as a rule, negative theta). Immutable.
 *
 * @param delta per 1.00 of the underlying's price
 * @param gamma change of delta per 1.00 of the underlying's price
 * @param vega per 1.00 of volatility, that is per 100 percentage points
 * @param theta per year of passing time
 * @param rho per 1.00 of the interest rate, that is per 100 percentage points
 */
public record Greeks(double delta, double gamma, double vega, double theta, double rho) {
    private static final double POINTS = 100;
    private static final double DAYS_PER_YEAR = 365;

    public Greeks {
        delta = finite("delta", delta);
        gamma = finite("gamma", gamma);
        vega = finite("vega", vega);
        theta = finite("theta", theta);
        rho = finite("rho", rho);
    }

    /** Of vega and rho per percentage point and theta per calendar day, the units in which IBKR quotes them. */
    public static Greeks ofPointsAndDays(
            double delta, double gamma, double vegaPerPoint, double thetaPerDay, double rhoPerPoint) {
        return new Greeks(delta, gamma, vegaPerPoint * POINTS, thetaPerDay * DAYS_PER_YEAR, rhoPerPoint * POINTS);
    }

    /** Vega per percentage point of volatility. */
    public double vegaPerPoint() {
        return vega / POINTS;
    }

    /** Theta per calendar day, of which a year has 365. */
    public double thetaPerDay() {
        return theta / DAYS_PER_YEAR;
    }

    /** Rho per percentage point of the interest rate. */
    public double rhoPerPoint() {
        return rho / POINTS;
    }

    private static double finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " is not finite: " + value);
        }
        return value + 0.0; // -0.0 becomes 0.0, so that equal greeks are equal records
    }
}
