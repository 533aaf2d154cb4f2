package dev.ibkrbot.broker.pricing;

/**
 * Total volatility from a normalised price. The price as a function of total volatility s is convex up to its point of
 * inflection, sqrt(2 |x|), and concave from there. Each of three ranges is searched on the function that is nearly
 * linear there, by third-order Householder steps with exact derivatives; a bracket that every evaluation narrows
 * catches a step that leaves it. Three ranges, after P. Jaeckel, "Let's Be Rational" (2015).
 */
final class VolatilitySolver {
    private static final int MOST_STEPS = 200;

    /** A step below this part of s leaves an error below rounding, as the next one would be its fourth power. */
    private static final double LAST_STEP = 1e-5;

    private static final int GUESS_STEPS = 3;

    private final double x;
    private final double logPrice;
    private final double price;
    private final double logDistance;
    private final Range range;

    private enum Range {
        BELOW_INFLECTION,
        MIDDLE,
        NEAR_BOUND
    }

    private VolatilitySolver(double x, double price, double distance, Range range) {
        this.x = x;
        this.price = price;
        this.logPrice = StrictMath.log(price);
        this.logDistance = StrictMath.log(distance);
        this.range = range;
    }

    /**
     * The s at which {@link NormalizedBlack#price} is {@code price}.
     *
     * @param x minus the absolute log-moneyness
     * @param price positive
     * @param distance of the price to its bound exp(x / 2), given apart because the price may be near it; positive
     */
    static double totalVolatility(double x, double price, double distance) {
        double inflection = StrictMath.sqrt(-2 * x);
        double priceThere = x == 0 ? 0 : NormalizedBlack.price(x, inflection);
        if (price < priceThere) {
            VolatilitySolver solver = new VolatilitySolver(x, price, distance, Range.BELOW_INFLECTION);
            return solver.search(0, inflection, solver.guessBelow(inflection, priceThere));
        }
        double u = 0.5 * inflection;
        if (price <= distance) {
            VolatilitySolver solver = new VolatilitySolver(x, price, distance, Range.MIDDLE);
            // The function is concave here, so its tangent meets the price at or before the answer.
            double tangent = inflection + (price - priceThere) / NormalizedBlack.slope(u, u);
            return solver.search(inflection, Double.POSITIVE_INFINITY, tangent);
        }
        VolatilitySolver solver = new VolatilitySolver(x, price, distance, Range.NEAR_BOUND);
        double tail = NormalCurve.cumulative(-u) * distance / NormalizedBlack.distanceToBound(u, u);
        return solver.search(inflection, Double.POSITIVE_INFINITY, 2 * upperQuantile(tail));
    }

    private double search(double from, double to, double guess) {
        double low = from;
        double high = to;
        double s = guess > low && guess < high ? guess : inside(low, high);
        for (int i = 0; i < MOST_STEPS; i++) {
            double step = step(s);
            if (step == 0) {
                return s;
            }
            if (step > 0) {
                low = s;
            } else {
                high = s;
            }
            double next = s + step;
            if (Math.abs(step) <= LAST_STEP * s) {
                return next;
            }
            s = next > low && next < high ? next : inside(low, high);
        }
        return s;
    }

    private static double inside(double low, double high) {
        if (high == Double.POSITIVE_INFINITY) {
            return 2 * low + 1;
        }
        return low == 0 ? high / 16 : StrictMath.sqrt(low) * StrictMath.sqrt(high);
    }

    /** The Householder step of the range's function; positive exactly if s is too small. */
    private double step(double s) {
        double u = -x / s;
        double t = 0.5 * s;
        double second = u * u / s - 0.5 * t;
        double third = second * second - 3 * u * u / (s * s) - 0.25;
        return switch (range) {
            case BELOW_INFLECTION -> stepOnInverseLogarithm(u, t, second, third);
            case MIDDLE ->
                householder((price - NormalizedBlack.price(x, s)) / NormalizedBlack.slope(u, t), second, third);
            case NEAR_BOUND -> stepOnLogarithmOfDistance(u, t, second, third);
        };
    }

    /** On 1 / log(price), which for small s is almost a multiple of s^2. */
    private double stepOnInverseLogarithm(double u, double t, double second, double third) {
        double scaled = NormalizedBlack.priceOverSlope(u, t);
        double log = logarithm(scaled, u, t);
        double r = 1 / scaled;
        double newton = (logPrice - log) * (log / logPrice) * scaled;
        double f2 = second - r - 2 * r / log;
        double f3 = third - 3 * second * r + 2 * r * r - 6 * r * (second - r) / log + 6 * r * r / (log * log);
        return householder(newton, f2, f3);
    }

    private double stepOnLogarithmOfDistance(double u, double t, double second, double third) {
        double scaled = NormalizedBlack.boundOverSlope(u, t);
        double r = 1 / scaled;
        double newton = (logarithm(scaled, u, t) - logDistance) * scaled;
        return householder(newton, second + r, third + 3 * second * r + 2 * r * r);
    }

    /** Of {@code scaled} times the slope, where that product may underflow. */
    private static double logarithm(double scaled, double u, double t) {
        return StrictMath.log(NormalCurve.ONE_OVER_ROOT_TWO_PI * scaled) - 0.5 * (u * u + t * t);
    }

    /** Newton's step, corrected by the ratios of second and third derivative to the first; keeps the sign. */
    private static double householder(double newton, double second, double third) {
        double numerator = 1 + 0.5 * second * newton;
        double denominator = 1 + newton * (second + third * newton / 6);
        double factor = numerator / denominator;
        return newton * (factor > 0.1 && factor < 10 ? factor : 1);
    }

    /**
     * With z = (inflection / s)^2, minus the logarithm of the price is about (|x| / 4) z + 1.5 log z plus a constant,
     * which the price at the inflection fixes. Solved by Newton's method, which cannot overshoot a concave function.
     */
    private double guessBelow(double inflection, double priceThere) {
        double rise = StrictMath.log(priceThere) - logPrice;
        double linear = -0.25 * x;
        double z = Math.min(1 + rise / linear, StrictMath.exp(Math.min(rise / 1.5, 500)));
        for (int i = 0; i < GUESS_STEPS; i++) {
            z = Math.max(1, z + (rise - linear * (z - 1) - 1.5 * StrictMath.log(z)) / (linear + 1.5 / z));
        }
        return inflection / StrictMath.sqrt(z);
    }

    /** The normal quantile of 1 - {@code tail}, tail at most a half, within 0.0005 (Hastings). */
    private static double upperQuantile(double tail) {
        double w = StrictMath.sqrt(-2 * StrictMath.log(tail));
        return w - (2.515517 + w * (0.802853 + w * 0.010328)) / (1 + w * (1.432788 + w * (0.189269 + w * 0.001308)));
    }
}
