package dev.ibkrbot.broker.pricing;

/**
 * The standard normal distribution to a few units in the last place, far into both tails. The error function is W. J.
 * Cody's rational approximation (Mathematics of Computation 23, 1969, pages 631 to 637).
 */
final class NormalCurve {
    static final double ONE_OVER_ROOT_TWO_PI = 0.3989422804014327;

    private static final double ROOT_HALF_PI = 1.2533141373155003;
    private static final double ONE_OVER_ROOT_TWO = 0.7071067811865476;
    private static final double ONE_OVER_ROOT_PI = 0.5641895835477563;

    /** Below it the distribution function is under the smallest double. */
    private static final double FAR_LEFT = -38.6;

    /** A number cut to these bits has an exact square. */
    private static final long HALF_OF_THE_DIGITS = -1L << 27;

    private static final double ERF_LIMIT = 0.46875;
    private static final double TAIL_LIMIT = 4;

    private static final double[] ERF_NUMERATOR = {
        1.85777706184603153e-1, 3.16112374387056560, 1.13864154151050156e2, 3.77485237685302021e2, 3.20937758913846947e3
    };
    private static final double[] ERF_DENOMINATOR = {
        1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3
    };
    private static final double[] MIDDLE_NUMERATOR = {
        2.15311535474403846e-8,
        5.64188496988670089e-1,
        8.88314979438837594,
        6.61191906371416295e1,
        2.98635138197400131e2,
        8.81952221241769090e2,
        1.71204761263407058e3,
        2.05107837782607147e3,
        1.23033935479799725e3
    };
    private static final double[] MIDDLE_DENOMINATOR = {
        1,
        1.57449261107098347e1,
        1.17693950891312499e2,
        5.37181101862009858e2,
        1.62138957456669019e3,
        3.29079923573345963e3,
        4.36261909014324716e3,
        3.43936767414372164e3,
        1.23033935480374942e3
    };
    private static final double[] TAIL_NUMERATOR = {
        1.63153871373020978e-2,
        3.05326634961232344e-1,
        3.60344899949804439e-1,
        1.25781726111229246e-1,
        1.60837851487422766e-2,
        6.58749161529837803e-4
    };
    private static final double[] TAIL_DENOMINATOR = {
        1,
        2.56852019228982242,
        1.87295284992346047,
        5.27905102951428412e-1,
        6.05183413124413191e-2,
        2.33520497626869185e-3
    };

    private NormalCurve() {}

    /** Probability of a value up to {@code z}; relative error near machine precision while the result is normal. */
    static double cumulative(double z) {
        double y = z * ONE_OVER_ROOT_TWO;
        if (Math.abs(y) <= ERF_LIMIT) {
            return 0.5 + 0.5 * smallErf(y);
        }
        if (z > 0) {
            return 1 - cumulative(-z);
        }
        return z < FAR_LEFT ? 0 : ONE_OVER_ROOT_TWO_PI * bell(z) * tailOverDensity(-z);
    }

    /** {@link #cumulative(double)} of one whose density is at hand. */
    static double cumulative(double z, double density) {
        if (Math.abs(z) <= ERF_LIMIT / ONE_OVER_ROOT_TWO) {
            return cumulative(z);
        }
        double tail = density * tailOverDensity(Math.abs(z));
        return z > 0 ? 1 - tail : tail;
    }

    static double density(double z) {
        return ONE_OVER_ROOT_TWO_PI * bell(z);
    }

    /**
     * Mills' ratio: the tail beyond {@code z} over the density at {@code z}. Smooth and of moderate size where tail and
     * density both underflow.
     *
     * @param z not negative
     */
    static double tailOverDensity(double z) {
        return ROOT_HALF_PI * scaledErfc(z * ONE_OVER_ROOT_TWO);
    }

    /** exp(-z^2 / 2), with z^2 split so that its rounding is not magnified by the exponential. */
    private static double bell(double z) {
        double size = Math.abs(z);
        if (size > -FAR_LEFT) {
            return 0;
        }
        double coarse = Double.longBitsToDouble(Double.doubleToRawLongBits(size) & HALF_OF_THE_DIGITS);
        double rest = (size - coarse) * (size + coarse);
        return Elementary.exp(-0.5 * coarse * coarse, -0.5 * rest);
    }

    /** exp(y^2) erfc(y) of {@code y} not negative. */
    private static double scaledErfc(double y) {
        if (y <= ERF_LIMIT) {
            return Elementary.exp(y * y) * (1 - smallErf(y));
        }
        if (y <= TAIL_LIMIT) {
            return polynomial(MIDDLE_NUMERATOR, y) / polynomial(MIDDLE_DENOMINATOR, y);
        }
        double inverseSquare = 1 / (y * y);
        double correction =
                inverseSquare * polynomial(TAIL_NUMERATOR, inverseSquare) / polynomial(TAIL_DENOMINATOR, inverseSquare);
        return (ONE_OVER_ROOT_PI - correction) / y;
    }

    private static double smallErf(double y) {
        double square = y * y;
        return y * polynomial(ERF_NUMERATOR, square) / polynomial(ERF_DENOMINATOR, square);
    }

    /** Horner's rule; coefficients from the highest power down. */
    private static double polynomial(double[] coefficients, double at) {
        double sum = coefficients[0];
        for (int i = 1; i < coefficients.length; i++) {
            sum = sum * at + coefficients[i];
        }
        return sum;
    }
}
