package dev.ibkrbot.ibkr.wire;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Decimal numbers from ASCII bytes. The common short ones take one pass and no garbage; all others go through the
 * library after their grammar was checked. Stateless.
 */
final class Numbers {
    /** Said of what is no number; no gateway sends it, being the smallest number there is. */
    static final double MALFORMED = -Double.MAX_VALUE;

    /** Longer numbers than this are an attack, not a price. */
    private static final int LONGEST = 64;

    /** A larger exponent would cost memory in exact arithmetic; doubles end before. */
    private static final int LARGEST_EXPONENT = 400;

    private static final int MOST_DIGITS = 19;

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
        for (int i = first; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
                // Leading zeros do not count, and 19 digits always fit 64 unsigned bits.
                if (digits != 0 && ++significant > MOST_DIGITS) {
                    return slowDouble(bytes, from, to);
                }
            } else if (bytes[i] == '.' && point < 0) {
                point = i;
            } else {
                return slowDouble(bytes, from, to);
            }
        }
        int places = point < 0 ? 0 : to - point - 1;
        if (to - first == (point < 0 ? 0 : 1)) {
            return from == to ? Double.NaN : MALFORMED;
        }
        if (to - from > LONGEST || places > Rounding.MOST_PLACES) {
            return slowDouble(bytes, from, to);
        }
        double value;
        if (digits == 0) {
            value = 0;
        } else if (digits > 0 && digits <= EXACT && places < TEN.length) {
            // Both operands are exact, so the one division rounds as the library would.
            value = places == 0 ? digits : digits / TEN[places];
        } else {
            value = Rounding.nearest(digits, places);
        }
        return negative ? -value : value;
    }

    private static double slowDouble(byte[] bytes, int from, int to) {
        if (to - from > LONGEST) {
            return MALFORMED;
        }
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        if (text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity")) {
            return Double.NaN;
        }
        if (!isNumber(text)) {
            return MALFORMED;
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value) || value == -Double.MAX_VALUE) {
            return MALFORMED;
        }
        return value == Double.MAX_VALUE ? Double.NaN : value;
    }

    /** Digits with at most one point, and perhaps an exponent of modest size. */
    private static boolean isNumber(String text) {
        int at = text.startsWith("-") ? 1 : 0;
        int digits = 0;
        int points = 0;
        while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            if (text.charAt(at) == '.') {
                points++;
            } else {
                digits++;
            }
            at++;
        }
        if (digits == 0 || points > 1) {
            return false;
        }
        return at == text.length() || isExponent(text, at);
    }

    private static boolean isExponent(String text, int from) {
        if (text.charAt(from) != 'e' && text.charAt(from) != 'E') {
            return false;
        }
        int at = from + 1;
        if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
            at++;
        }
        int digits = text.length() - at;
        if (digits < 1 || digits > 3) {
            return false;
        }
        int exponent = 0;
        for (; at < text.length(); at++) {
            if (!isDigit(text.charAt(at))) {
                return false;
            }
            exponent = exponent * 10 + text.charAt(at) - '0';
        }
        return exponent <= LARGEST_EXPONENT;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The exact value without trailing zeros; what {@link #toDouble} found to be a number. */
    static BigDecimal toDecimal(byte[] bytes, int from, int to) {
        long digits = 0;
        int count = 0;
        int point = -1;
        boolean negative = bytes[from] == '-';
        for (int i = negative ? from + 1 : from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9 && ++count <= 18) {
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
