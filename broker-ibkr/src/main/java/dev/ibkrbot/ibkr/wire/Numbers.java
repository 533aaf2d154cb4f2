package dev.ibkrbot.ibkr.wire;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Decimal numbers from ASCII bytes. What gateways send takes one pass and no garbage; all others go through the
 * library after their grammar was checked. Stateless.
 */
final class Numbers {
    /** Said of what is no number; no gateway sends it, being the smallest number there is. */
    static final double MALFORMED = -Double.MAX_VALUE;

    /** Longer numbers than this are an attack, not a price. */
    private static final int LONGEST = 64;

    /** A larger exponent would cost memory in exact arithmetic; doubles end before. */
    private static final int LARGEST_EXPONENT = 400;

    private static final int NO_EXPONENT = Integer.MIN_VALUE;

    private static final int MOST_DIGITS = 19;

    /** So many digits always fit a signed long. */
    static final int PLAIN_DIGITS = 18;

    private static final byte[] UNSET = "1.7976931348623157E308".getBytes(StandardCharsets.US_ASCII);

    /** Up to here every whole number is a double. */
    private static final long EXACT = 1L << 53;

    /** Powers of ten that a double holds exactly. */
    private static final double[] TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private Numbers() {}

    /** The position after the next NUL. */
    static int skipField(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] != 0) {
            at++;
        }
        return at + 1;
    }

    /** NaN when empty, unset, infinite or not a number by name; {@link #MALFORMED} for anything that is no number. */
    static double toDouble(byte[] bytes, int from, int to) {
        boolean negative = from < to && bytes[from] == '-';
        int first = negative ? from + 1 : from;
        long digits = 0;
        int significant = 0;
        int point = -1;
        int end = first;
        for (; end < to; end++) {
            int digit = bytes[end] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
                // Leading zeros do not count, and 19 digits always fit 64 unsigned bits.
                if (digits != 0 && ++significant > MOST_DIGITS) {
                    return slowDouble(bytes, from, to);
                }
            } else if (bytes[end] == '.' && point < 0) {
                point = end;
            } else if (isLetterE(bytes[end])) {
                break;
            } else {
                return slowDouble(bytes, from, to);
            }
        }
        if (end - first == (point < 0 ? 0 : 1)) {
            return from == to ? Double.NaN : slowDouble(bytes, from, to);
        }
        int places = point < 0 ? 0 : end - point - 1;
        if (end < to) {
            int exponent = exponent(bytes, end + 1, to);
            if (exponent == NO_EXPONENT) {
                return MALFORMED;
            }
            places -= exponent;
        }
        if (to - from > LONGEST || places > Rounding.MOST_PLACES) {
            return slowDouble(bytes, from, to);
        }
        if (places >= 0) {
            double value = quotient(digits, places);
            return negative ? -value : value;
        }
        if (digits >= 0 && digits <= EXACT && -places < TEN.length) {
            double value = digits * TEN[-places]; // exact operands again
            return negative ? -value : value;
        }
        return slowDouble(bytes, from, to);
    }

    /**
     * The double nearest to digits with so many of them after the point.
     *
     * @param digits unsigned
     * @param places 0 to {@link Rounding#MOST_PLACES}
     */
    static double quotient(long digits, int places) {
        if (digits >= 0 && digits <= EXACT && places < TEN.length) {
            // Both operands are exact, so the one division rounds as the library would.
            return places == 0 ? digits : digits / TEN[places];
        }
        return digits == 0 ? 0 : Rounding.nearest(digits, places);
    }

    /** What follows the letter: perhaps a sign, then one to three digits of modest size. */
    private static int exponent(byte[] bytes, int from, int to) {
        boolean negative = from < to && bytes[from] == '-';
        int first = from < to && (negative || bytes[from] == '+') ? from + 1 : from;
        if (to - first < 1 || to - first > 3) {
            return NO_EXPONENT;
        }
        int exponent = 0;
        for (int i = first; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return NO_EXPONENT;
            }
            exponent = exponent * 10 + digit;
        }
        if (exponent > LARGEST_EXPONENT) {
            return NO_EXPONENT;
        }
        return negative ? -exponent : exponent;
    }

    private static double slowDouble(byte[] bytes, int from, int to) {
        if (to - from > LONGEST) {
            return MALFORMED;
        }
        if (isUnset(bytes, from, to)) {
            return Double.NaN;
        }
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        if (text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity")) {
            return Double.NaN;
        }
        if (!isNumber(bytes, from, to)) {
            return MALFORMED;
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value) || value == -Double.MAX_VALUE) {
            return MALFORMED;
        }
        return value == Double.MAX_VALUE ? Double.NaN : value;
    }

    /** The gateway's usual way of writing the largest double, which an order has a dozen times; there are others. */
    private static boolean isUnset(byte[] bytes, int from, int to) {
        return Arrays.equals(bytes, from, to, UNSET, 0, UNSET.length);
    }

    /** Digits with at most one point, no more of them than a long can hold. */
    static boolean isPlain(byte[] bytes, int from, int to) {
        int digits = 0;
        int points = 0;
        for (int i = from < to && bytes[from] == '-' ? from + 1 : from; i < to; i++) {
            if (isDigit(bytes[i])) {
                digits++;
            } else if (bytes[i] == '.') {
                points++;
            } else {
                return false;
            }
        }
        return digits >= 1 && digits <= PLAIN_DIGITS && points <= 1;
    }

    /** Digits with at most one point, and perhaps an exponent of modest size. */
    private static boolean isNumber(byte[] bytes, int from, int to) {
        int digits = 0;
        int points = 0;
        int at = from < to && bytes[from] == '-' ? from + 1 : from;
        for (; at < to && (isDigit(bytes[at]) || bytes[at] == '.'); at++) {
            if (bytes[at] == '.') {
                points++;
            } else {
                digits++;
            }
        }
        if (digits == 0 || points > 1) {
            return false;
        }
        return at == to || isLetterE(bytes[at]) && exponent(bytes, at + 1, to) != NO_EXPONENT;
    }

    private static boolean isLetterE(byte b) {
        return b == 'E' || b == 'e';
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** The exact value without trailing zeros; what {@link #toDouble} found to be a number. */
    static BigDecimal toDecimal(byte[] bytes, int from, int to) {
        long digits = 0;
        int count = 0;
        int point = -1;
        boolean negative = bytes[from] == '-';
        for (int i = negative ? from + 1 : from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9 && ++count <= PLAIN_DIGITS) {
                digits = digits * 10 + digit;
            } else if (bytes[i] == '.') {
                point = count;
            } else {
                return slowDecimal(bytes, from, to);
            }
        }
        int scale = point < 0 ? 0 : count - point;
        while (scale > 0 && digits % 10 == 0) {
            digits /= 10;
            scale--;
        }
        return BigDecimal.valueOf(negative ? -digits : digits, scale);
    }

    private static BigDecimal slowDecimal(byte[] bytes, int from, int to) {
        BigDecimal value =
                new BigDecimal(new String(bytes, from, to - from, StandardCharsets.US_ASCII)).stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    /** Whether a size means that there is none: the largest numbers of 32 and 64 bits, either sign of the latter. */
    static boolean isUnsetSize(double value) {
        return value == Integer.MAX_VALUE || value == Long.MAX_VALUE || value == Long.MIN_VALUE;
    }
}
