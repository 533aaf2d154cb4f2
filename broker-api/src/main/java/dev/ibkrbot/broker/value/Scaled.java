package dev.ibkrbot.broker.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** The one place where scaled longs (1e-8) are parsed, written, multiplied and divided. Overflow throws. */
final class Scaled {
    static final int PLACES = 8;
    static final long ONE = 100_000_000L;
    /** Sign, eleven digits, point and places. */
    private static final int LONGEST_TEXT = 13 + PLACES;

    private Scaled() {}

    static long parse(String text, String what) {
        if (text.length() > 40 || !isPlainDecimal(text)) {
            throw new IllegalArgumentException(what + " is not a plain decimal number: '" + text + "'");
        }
        try {
            return new BigDecimal(text)
                    .setScale(PLACES, RoundingMode.UNNECESSARY)
                    .unscaledValue()
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    what + " does not fit eight decimal places and 64 bits: '" + text + "'", e);
        }
    }

    /** Only ASCII digits with an optional sign and point: no exponent, no grouping, no other alphabets. */
    private static boolean isPlainDecimal(String text) {
        int digits = 0;
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.') {
                points++;
            } else if (c != '-' || i != 0) {
                return false;
            }
        }
        return digits > 0 && points <= 1;
    }

    static long ofDouble(double value, RoundingDirection direction, String what) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " is not finite: " + value);
        }
        // The shortest decimal of the double is what a person reads; 0.1 means 0.1, not 0.1000000000000000055.
        BigDecimal decimal = new BigDecimal(Double.toString(value)).setScale(PLACES, direction.mode());
        try {
            return decimal.unscaledValue().longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(what + " does not fit 64 bits: " + value, e);
        }
    }

    static double asDouble(long units) {
        return units / (double) ONE;
    }

    /** {@code a * b / divisor}, exact in between, rounded in the named direction; the divisor is not zero. */
    static long multiplyDivide(long a, long b, long divisor, RoundingDirection direction) {
        // Whole quantities and per-share averages reduce to one long operation; they are nearly all there are.
        if (b % divisor == 0) {
            return Math.multiplyExact(a, b / divisor);
        }
        if (b != 0 && divisor % b == 0 && divisor != Long.MIN_VALUE) {
            return divide(a, divisor / b, direction);
        }
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        if ((high == 0 && low >= 0) || (high == -1 && low < 0)) {
            return divide(low, divisor, direction);
        }
        BigInteger product = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
        return new BigDecimal(product)
                .divide(BigDecimal.valueOf(divisor), 0, direction.mode())
                .toBigInteger()
                .longValueExact();
    }

    static long divide(long dividend, long divisor, RoundingDirection direction) {
        long floor = Math.floorDiv(dividend, divisor);
        long remainder = dividend - floor * divisor;
        if (remainder == 0 || direction == RoundingDirection.DOWN) {
            return floor;
        }
        if (direction == RoundingDirection.UP) {
            return Math.addExact(floor, 1);
        }
        // The remainder has the divisor's sign, so the difference cannot overflow.
        int half = Long.compare(Math.abs(remainder), Math.abs(divisor - remainder));
        boolean up = half > 0 || (half == 0 && (floor & 1) != 0);
        return up ? Math.addExact(floor, 1) : floor;
    }

    /** Plain decimal text with at least {@code minimumPlaces} places and no other trailing zeros. */
    static String text(long units, int minimumPlaces) {
        long fraction = Math.abs(units % ONE);
        int places = PLACES;
        while (places > minimumPlaces && fraction % 10 == 0) {
            fraction /= 10;
            places--;
        }
        char[] out = new char[LONGEST_TEXT];
        int at = LONGEST_TEXT;
        for (int i = 0; i < places; i++) {
            out[--at] = (char) ('0' + fraction % 10);
            fraction /= 10;
        }
        if (places > 0) {
            out[--at] = '.';
        }
        long whole = Math.abs(units / ONE);
        do {
            out[--at] = (char) ('0' + whole % 10);
            whole /= 10;
        } while (whole != 0);
        if (units < 0) {
            out[--at] = '-';
        }
        return new String(out, at, LONGEST_TEXT - at);
    }
}
