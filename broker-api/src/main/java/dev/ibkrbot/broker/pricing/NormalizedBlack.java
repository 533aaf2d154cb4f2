package dev.ibkrbot.broker.pricing;

/**
 * Black's formula without its scales: the price of the out-of-the-money option over sqrt(forward * strike) and the
 * discount factor, as a function of {@code x} = -|log(forward / strike)| and total volatility {@code s} = volatility *
 * sqrt(years).
 *
 * <p>With u = -x / s, t = s / 2, m Mills' ratio and g(s) = exp(-(u^2 + t^2) / 2) / sqrt(2 pi), the price is
 * g * (m(u - t) - m(u + t)), its derivative in s is g, and its bound is exp(x / 2). No step subtracts nearly equal
 * numbers, so the relative error stays small far out of the money, where the textbook formula loses every digit.
 */
final class NormalizedBlack {
    /** Below this part of 1 + u, t makes the difference of Mills' ratios a small part of them. */
    private static final double SMALL_PART = 0.02;

    /** Beyond it the recurrence of the series cancels. */
    private static final double SERIES_LIMIT = 0.2;

    /** Beyond it the series starts from the continued fraction, since the upward recurrence cancels. */
    private static final double UPWARD_LIMIT = 5;

    private static final int FRACTION_DEPTH = 26;
    private static final int MOST_TERMS = 17;
    private static final double NEGLIGIBLE = 1e-17;

    /** exp(-x / 2) is 0 beyond it. */
    private static final double UNDERFLOW = 1_500;

    private NormalizedBlack() {}

    /** Price for {@code x} not positive and {@code s} positive; from 0 to exp(x / 2). */
    static double price(double x, double s) {
        double u = -x / s;
        double t = 0.5 * s;
        if (u * u + t * t > UNDERFLOW) {
            return u > t ? 0 : Elementary.exp(0.5 * x);
        }
        if (u >= t || isSmall(u, t)) {
            return slope(u, t) * priceOverSlope(u, t);
        }
        return Elementary.exp(0.5 * x) - distanceToBound(u, t);
    }

    /** Derivative of the price in total volatility: the normalised vega. */
    static double slope(double u, double t) {
        return NormalCurve.ONE_OVER_ROOT_TWO_PI * Elementary.exp(-0.5 * (u * u + t * t));
    }

    /** Price over slope, of normal size even where both underflow; for u at least t, or small t. */
    static double priceOverSlope(double u, double t) {
        return isSmall(u, t)
                ? differenceBySeries(u, t)
                : NormalCurve.tailOverDensity(u - t) - NormalCurve.tailOverDensity(u + t);
    }

    /** Whether the difference of Mills' ratios is better summed as a series than subtracted. */
    static boolean isSmall(double u, double t) {
        return t < Math.min(SMALL_PART * (1 + u), SERIES_LIMIT);
    }

    /** exp(x / 2) less the price, for u up to t. */
    static double distanceToBound(double u, double t) {
        return slope(u, t) * boundOverSlope(u, t);
    }

    /** The distance to the bound over the slope, for u up to t. */
    static double boundOverSlope(double u, double t) {
        return NormalCurve.tailOverDensity(t - u) + NormalCurve.tailOverDensity(t + u);
    }

    /**
     * m(u - t) - m(u + t) as twice the sum over odd n of t^n / n! times the n-th moment M(n) = integral over w > 0 of
     * w^n exp(-u w - w^2 / 2), the n-th derivative of Mills' ratio up to its sign. All terms are positive. Integration
     * by parts gives M(n + 1) = n M(n - 1) - u M(n).
     */
    static double differenceBySeries(double u, double t) {
        double zeroth = NormalCurve.tailOverDensity(u);
        double odd;
        double even;
        if (u <= UPWARD_LIMIT) {
            odd = 1 - u * zeroth;
            even = zeroth - u * odd;
        } else {
            double secondOverFirst = secondOverFirst(u);
            odd = zeroth / (u + secondOverFirst);
            even = odd * secondOverFirst;
        }
        double square = t * t;
        double weight = t;
        double sum = weight * odd;
        for (int n = 3; n <= MOST_TERMS; n += 2) {
            // Only the small higher terms are left to the recurrence, so what it cancels is negligible in the sum.
            odd = (n - 1) * odd - u * even;
            even = n * even - u * odd;
            weight *= square / ((n - 1) * n);
            double term = weight * odd;
            sum += term;
            if (!(term > NEGLIGIBLE * sum)) {
                break;
            }
        }
        return 2 * sum;
    }

    /** M(2) / M(1), by M(n) / M(n - 1) = n / (u + M(n + 1) / M(n)) from where the ratio is near its large-n form. */
    private static double secondOverFirst(double u) {
        double ratio = 0.5 * (Math.sqrt(u * u + 4.0 * FRACTION_DEPTH) - u);
        for (int n = FRACTION_DEPTH; n >= 2; n--) {
            ratio = n / (u + ratio);
        }
        return ratio;
    }
}
