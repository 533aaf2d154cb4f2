package dev.ibkrbot.broker.pricing;

/**
 * Total volatility from a normalised price, by the method of P. Jaeckel, "Let's Be Rational" (Wilmott, 2015). The
 * price as a function of total volatility s is convex up to its point of inflection, sqrt(2 |x|), and concave from
 * there. The tangent there meets the ends of the price's range at two further volatilities; in each of the four ranges
 * so made, a rational cubic through known values and slopes gives s within a few thousandths, and two third-order
 * Householder steps, three for the most extreme prices, on a function that is nearly linear there bring it to machine
 * precision.
 */
final class VolatilitySolver {
    private static final int MOST_STEPS = 3;

    /** A step below this part of s leaves an error below rounding, as the next one would be its fourth power. */
    private static final double LAST_STEP = 1e-5;

    private static final double ROOT_THREE = 1.7320508075688772;
    private static final double ROOT_HALF_PI = 1.2533141373155003;

    private final double x;
    private final double price;
    private final double distance;
    private final double inflection;
    private final double priceThere;
    private final double slopeThere;

    private VolatilitySolver(double x, double price, double distance) {
        this.x = x;
        this.price = price;
        this.distance = distance;
        this.inflection = Math.sqrt(-2 * x);
        double u = 0.5 * inflection;
        this.slopeThere = NormalizedBlack.slope(u, u);
        this.priceThere = x == 0 ? 0 : slopeThere * NormalizedBlack.priceOverSlope(u, u);
    }

    /**
     * The s at which {@link NormalizedBlack#price} is {@code price}.
     *
     * @param x minus the absolute log-moneyness
     * @param price positive
     * @param distance of the price to its bound exp(x / 2), given apart because the price may be near it; positive
     */
    static double totalVolatility(double x, double price, double distance) {
        return new VolatilitySolver(x, price, distance).solve();
    }

    private double solve() {
        boolean below = price < priceThere;
        boolean nearBound = !below && price > distance;
        double logarithm = below ? Elementary.log(price) : nearBound ? Elementary.log(distance) : 0;
        double s = below ? guessBelow() : guessAbove();
        for (int i = 0; i < MOST_STEPS; i++) {
            double step = below
                    ? stepOnInverseLogarithm(s, logarithm)
                    : nearBound ? stepOnLogarithmOfDistance(s, logarithm) : stepOnPrice(s);
            s = Math.max(s + step, 0.25 * s);
            if (Math.abs(step) <= LAST_STEP * s) {
                break;
            }
        }
        return s;
    }

    /** Below the inflection; near 0 on the cube of the normal distribution of x / (sqrt(3) s), linear in the price. */
    private double guessBelow() {
        double ratio = priceThere / slopeThere;
        double low = inflection - ratio;
        double u = -x / low;
        double t = 0.5 * low;
        double slope = NormalizedBlack.slope(u, t);
        double priceLow = slope * NormalizedBlack.priceOverSlope(u, t);
        if (price >= priceLow) {
            return interpolate(priceThere - price, price - priceLow, inflection, low, -1 / slopeThere, -1 / slope, 0);
        }
        double z = u / ROOT_THREE;
        double tail = NormalCurve.cumulative(-z);
        double density = NormalCurve.density(z);
        double factor = -2 * Math.PI * x / (3 * ROOT_THREE);
        double value = factor * tail * tail * tail;
        double valueSlope = 2 * Math.PI * z * z * tail * tail * Elementary.exp(z * z + 0.25 * t * low);
        double curvature = Math.PI
                / 6
                * z
                * z
                / (low * low * low)
                * tail
                * (-8 * ROOT_THREE * low * x + (3 * low * low * (low * low - 8) - 8 * x * x) * tail / density)
                * Elementary.exp(2 * z * z + 0.5 * t * low);
        double mapped = interpolate(priceLow - price, price, value, 0, -valueSlope, -1, curvature);
        double root = Elementary.exp(Elementary.log((mapped > 0 ? mapped : price) / factor) / 3);
        return -x / ROOT_THREE / upperQuantile(root);
    }

    /** Above the inflection; near the bound on the normal distribution of -s / 2, linear in the distance to it. */
    private double guessAbove() {
        double high = inflection + (price + distance - priceThere) / slopeThere;
        double u = -x / high;
        double t = 0.5 * high;
        double slope = NormalizedBlack.slope(u, t);
        double distanceHigh = slope * NormalizedBlack.boundOverSlope(u, t);
        if (distance >= distanceHigh) {
            return interpolate(
                    price - priceThere, distance - distanceHigh, inflection, high, 1 / slopeThere, 1 / slope, 0);
        }
        double value = NormalCurve.cumulative(-t);
        double growth = Elementary.exp(0.5 * u * u);
        double curvature = ROOT_HALF_PI * growth * growth * Elementary.exp(0.25 * t * high) * u * u / high;
        double mapped = interpolate(distanceHigh - distance, distance, value, 0, -0.5 * growth, -0.5, curvature);
        return 2 * upperQuantile(Math.max(mapped, 0.5 * distance)); // convex, with slope 1/2 at 0
    }

    /**
     * R. Delbourgo and J. Gregory's rational cubic through two values and slopes, with the second derivative at the
     * first as far as the shape allows, {@code done} beyond the first and {@code ahead} before the second.
     */
    private static double interpolate(
            double done,
            double ahead,
            double fromValue,
            double toValue,
            double fromSlope,
            double toSlope,
            double fromCurvature) {
        double h = done + ahead;
        double mean = (toValue - fromValue) / h;
        double turn = toSlope - fromSlope;
        double byCurvature = (0.5 * h * fromCurvature + turn) / (mean - fromSlope);
        double byShape =
                Math.max((fromSlope + toSlope) / mean, Math.max(turn / (mean - fromSlope), turn / (toSlope - mean)));
        double r = Math.max(byCurvature, byShape);
        double t = done / h;
        double rest = ahead / h;
        if (!(r < 1e15)) {
            return fromValue * rest + toValue * t; // as good as straight
        }
        double numerator = toValue * t * t * t
                + (r * toValue - h * toSlope) * t * t * rest
                + (r * fromValue + h * fromSlope) * t * rest * rest
                + fromValue * rest * rest * rest;
        return numerator / (1 + (r - 3) * t * rest);
    }

    /** On 1 / log(price), which for small s is almost a multiple of s^2. */
    private double stepOnInverseLogarithm(double s, double logPrice) {
        double u = -x / s;
        double t = 0.5 * s;
        double second = u * u / s - 0.5 * t;
        double third = third(u, s, second);
        double scaled = NormalizedBlack.priceOverSlope(u, t);
        double log = logarithm(scaled, u, t);
        double r = 1 / scaled;
        double newton = (logPrice - log) * (log / logPrice) * scaled;
        double f2 = second - r - 2 * r / log;
        double f3 = third - 3 * second * r + 2 * r * r - 6 * r * (second - r) / log + 6 * r * r / (log * log);
        return householder(newton, f2, f3);
    }

    private double stepOnPrice(double s) {
        double u = -x / s;
        double t = 0.5 * s;
        double second = u * u / s - 0.5 * t;
        double newton = (price - NormalizedBlack.price(x, s)) / NormalizedBlack.slope(u, t);
        return householder(newton, second, third(u, s, second));
    }

    private double stepOnLogarithmOfDistance(double s, double logDistance) {
        double u = -x / s;
        double t = 0.5 * s;
        double second = u * u / s - 0.5 * t;
        double scaled = NormalizedBlack.boundOverSlope(u, t);
        double r = 1 / scaled;
        double newton = (logarithm(scaled, u, t) - logDistance) * scaled;
        return householder(newton, second + r, third(u, s, second) + 3 * second * r + 2 * r * r);
    }

    /** Third derivative of the price over the first. */
    private static double third(double u, double s, double second) {
        return second * second - 3 * u * u / (s * s) - 0.25;
    }

    /** Of {@code scaled} times the slope, where that product may underflow. */
    private static double logarithm(double scaled, double u, double t) {
        return Elementary.log(NormalCurve.ONE_OVER_ROOT_TWO_PI * scaled) - 0.5 * (u * u + t * t);
    }

    /** Newton's step, corrected by the ratios of second and third derivative to the first; keeps the sign. */
    private static double householder(double newton, double second, double third) {
        double numerator = 1 + 0.5 * second * newton;
        double denominator = 1 + newton * (second + third * newton / 6);
        double factor = numerator / denominator;
        return newton * (factor > 0.1 && factor < 10 ? factor : 1);
    }

    /** The normal quantile of 1 - {@code tail}, tail at most a half, within 0.0005 (Hastings). */
    private static double upperQuantile(double tail) {
        double w = Math.sqrt(-2 * Elementary.log(tail));
        return w - (2.515517 + w * (0.802853 + w * 0.010328)) / (1 + w * (1.432788 + w * (0.189269 + w * 0.001308)));
    }
}
