package dev.ibkrbot.broker.pricing;

/**
 * Exponential and logarithm in plain arithmetic: the same bits on every JVM, as {@link StrictMath} gives, at several
 * times its speed. Errors of exp and log are below one unit in the last place, of the other two below three. By tables
 * and short polynomials (P. T. P. Tang, "Table-driven implementation of the exponential function", ACM TOMS 15, 1989,
 * and of the logarithm, TOMS 16, 1990).
 */
final class Elementary {
    private static final int CELLS = 128;

    /** Adding and subtracting it rounds a double to the nearest integer. */
    private static final double TO_INTEGER = 0x1.8p52;

    private static final double CELLS_OVER_LN2 = 184.6649652337873;
    /** log(2) / 128 in two parts; the first has so few digits that its product with a cell's number is exact. */
    private static final double LN2_OVER_CELLS = 0x1.62e42fefcp-8;

    private static final double LN2_OVER_CELLS_REST = -1.0082281460997769e-13;
    private static final double LN2 = 0.6931471805598903;
    private static final double LN2_REST = 5.497923018708371e-14;

    private static final double EXP_OVERFLOW = 709.79;
    private static final double EXP_UNDERFLOW = -745.2;
    private static final double EXP_NORMAL = 708;
    private static final double EXP_TINY = 0x1p-60;

    private static final int EXPONENT_SHIFT = 52;
    private static final int BIAS = 1023;
    private static final long MANTISSA = (1L << EXPONENT_SHIFT) - 1;
    private static final long ONE = Double.doubleToRawLongBits(1);

    /** 2^(1 / 128) in two parts. */
    private static final double ROOT_OF_TWO = 1.0054299011128027;

    private static final double ROOT_OF_TWO_REST = 9.499186535455032e-17;

    /** A number cut to these bits has an exact product with another such. */
    private static final long HALF_OF_THE_DIGITS = -1L << 27;

    /** Of 2^(j / 128): value and what rounding left off, by turns. */
    private static final double[] POWERS = powers();

    private static final int FIRST_LOG = 90;
    private static final int LAST_LOG = 181;
    /** Of c = i / 128: 1 / c, log(c) rounded to a multiple of 2^-42, and the rest, by turns. */
    private static final double[] LOGARITHMS = logarithms();

    private Elementary() {}

    /** e^x; 0 and infinity where it is too small or large for a double. */
    static double exp(double x) {
        return exp(x, 0);
    }

    /**
     * e^(x + rest).
     *
     * @param rest at most some 1e-4 in size: what the caller's rounding of {@code x} left off
     */
    static double exp(double x, double rest) {
        if (!(x < EXP_OVERFLOW)) {
            return x + Double.POSITIVE_INFINITY; // NaN stays NaN
        }
        if (x < EXP_UNDERFLOW) {
            return 0;
        }
        double shifted = x * CELLS_OVER_LN2 + TO_INTEGER;
        double cell = shifted - TO_INTEGER;
        long number = Double.doubleToRawLongBits(shifted) << 13 >> 13;
        double r = x - cell * LN2_OVER_CELLS - cell * LN2_OVER_CELLS_REST + rest;
        int j = 2 * ((int) number & CELLS - 1);
        int power = (int) (number >> 7);
        double base = POWERS[j];
        double value = base + (POWERS[j + 1] + base * expSeries(r));
        if (Math.abs(x) < EXP_NORMAL) {
            return value * Double.longBitsToDouble((long) (power + BIAS) << EXPONENT_SHIFT);
        }
        int half = power / 2;
        return value * Math.scalb(1.0, half) * Math.scalb(1.0, power - half);
    }

    /** e^x - 1, without cancellation near 0. */
    static double expm1(double x) {
        if (Math.abs(x) > 1) {
            return exp(x) - 1;
        }
        double cell = x * CELLS_OVER_LN2 + TO_INTEGER - TO_INTEGER;
        double r = x - cell * LN2_OVER_CELLS - cell * LN2_OVER_CELLS_REST;
        if (cell == 0) {
            return expSeries(r);
        }
        int number = (int) cell;
        int j = 2 * (number & CELLS - 1);
        double scale = Double.longBitsToDouble((long) ((number >> 7) + BIAS) << EXPONENT_SHIFT);
        double base = POWERS[j];
        return scale * base - 1 + scale * (POWERS[j + 1] + base * expSeries(r));
    }

    /** e^r - 1 for r at most log(2) / 256 in size: the next term is below 1e-18. */
    private static double expSeries(double r) {
        double square = r * r;
        return r + square * (0.5 + r * (1.0 / 6) + square * (1.0 / 24 + r * (1.0 / 120)));
    }

    /** Natural logarithm; negative infinity of 0, NaN below. */
    static double log(double x) {
        long bits = Double.doubleToRawLongBits(x);
        int power = (int) (bits >> EXPONENT_SHIFT) - BIAS;
        if (power <= -BIAS || power > BIAS) {
            if (!(x > 0)) {
                return x == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
            }
            return x == Double.POSITIVE_INFINITY ? x : log(x * 0x1p54) - 54 * LN2 - 54 * LN2_REST;
        }
        double z = Double.longBitsToDouble(bits & MANTISSA | ONE);
        if (z > 1.4140625) { // 181 / 128
            z *= 0.5;
            power++;
        }
        double center = z + TO_INTEGER / CELLS - TO_INTEGER / CELLS;
        int i = 3 * ((int) (center * CELLS) - FIRST_LOG);
        double r = (z - center) * LOGARITHMS[i];
        double coarse = power * LN2 + LOGARITHMS[i + 1];
        double sum = coarse + r;
        return sum + (coarse - sum + r + (power * LN2_REST + LOGARITHMS[i + 2] + logSeries(r)));
    }

    /** log(1 + x) for x above -1, without the rounding of 1 + x near 0. */
    static double log1p(double x) {
        if (Math.abs(x) < 1.0 / 256) {
            return x + logSeries(x);
        }
        double sum = 1 + x;
        double lost = x > 1 ? 1 - (sum - x) : x - (sum - 1);
        return log(sum) + lost / sum;
    }

    /** log(1 + r) - r for r at most 1 / 180 in size: the next term is below 1e-19 of r. */
    private static double logSeries(double r) {
        double square = r * r;
        double upper = 1.0 / 5 - r * (1.0 / 6) + square * (1.0 / 7 - r * (1.0 / 8));
        return -0.5 * square + r * square * (1.0 / 3 - r * 0.25 + square * upper);
    }

    /** By repeated multiplication of value and rest, good to 30 digits. */
    private static double[] powers() {
        double[] table = new double[2 * CELLS];
        double value = 1;
        double rest = 0;
        for (int j = 0; j < CELLS; j++) {
            table[2 * j] = value;
            table[2 * j + 1] = rest;
            double product = value * ROOT_OF_TWO;
            double lost = lostBy(value, ROOT_OF_TWO, product) + (value * ROOT_OF_TWO_REST + rest * ROOT_OF_TWO);
            value = product + lost;
            rest = lost - (value - product);
        }
        return table;
    }

    /** Sums of log((i + 1) / i) = 2 artanh(1 / (2 i + 1)) up and down from log(1), good to 20 digits. */
    private static double[] logarithms() {
        double[] table = new double[3 * (LAST_LOG - FIRST_LOG + 1)];
        double value = 0;
        double rest = 0;
        for (int i = CELLS; i <= LAST_LOG; i++) {
            enter(table, i, value, rest);
            double step = 2.0 / (2 * i + 1);
            double sum = value + step;
            rest += step - (sum - value) + restOfStep(i, step);
            value = sum;
        }
        value = 0;
        rest = 0;
        for (int i = CELLS - 1; i >= FIRST_LOG; i--) {
            double step = 2.0 / (2 * i + 1);
            double sum = value - step;
            rest -= step - (value - sum) + restOfStep(i, step);
            value = sum;
            enter(table, i, value, rest);
        }
        return table;
    }

    /** What log((i + 1) / i) has over 2 / (2 i + 1) as rounded to {@code step}. */
    private static double restOfStep(int i, double step) {
        double odd = 2 * i + 1;
        double product = step * odd;
        double rounding = (2 - product - lostBy(step, odd, product)) / odd;
        double square = 1 / (odd * odd);
        return rounding + step * square * (1.0 / 3 + square * (0.2 + square * (1.0 / 7 + square * (1.0 / 9))));
    }

    private static void enter(double[] table, int i, double value, double rest) {
        int at = 3 * (i - FIRST_LOG);
        double coarse = Math.rint((value + rest) * 0x1p42) * 0x1p-42;
        table[at] = (double) CELLS / i;
        table[at + 1] = coarse;
        table[at + 2] = value - coarse + rest;
    }

    /** The exact product less {@code product}, its rounded value, by T. J. Dekker's halves (1971). */
    private static double lostBy(double a, double b, double product) {
        double highA = Double.longBitsToDouble(Double.doubleToRawLongBits(a) & HALF_OF_THE_DIGITS);
        double highB = Double.longBitsToDouble(Double.doubleToRawLongBits(b) & HALF_OF_THE_DIGITS);
        double lowA = a - highA;
        double lowB = b - highB;
        return highA * highB - product + highA * lowB + lowA * highB + lowA * lowB;
    }
}
