package dev.ibkrbot.ibkr.wire;

import java.math.BigInteger;

/**
 * The double nearest to a decimal fraction of up to 19 digits, without the library's garbage. This is the method of
 * Eisel and Lemire: multiply by a 128-bit reciprocal of the power of five and round the top 53 bits to even. In the
 * range served here the product is always precise enough to decide. Stateless.
 */
final class Rounding {
    /** Most decimal places: up to here the reciprocal is exact enough. */
    static final int MOST_PLACES = 27;

    /** High and low halves of 2^b / 5^places rounded up, scaled into 128 bits, by places. */
    private static final long[] HIGH = new long[MOST_PLACES + 1];

    private static final long[] LOW = new long[MOST_PLACES + 1];

    /** Bits below the mantissa, its rounding bit and the bit the product may be short of. */
    private static final long UNDECIDED = 0x1FF;

    private static final long HIDDEN_BIT = 1L << 52;

    static {
        HIGH[0] = Long.MIN_VALUE;
        for (int places = 1; places <= MOST_PLACES; places++) {
            BigInteger five = BigInteger.valueOf(5).pow(places);
            BigInteger reciprocal = BigInteger.ONE
                    .shiftLeft(five.bitLength() + 127)
                    .divide(five)
                    .add(BigInteger.ONE);
            HIGH[places] = reciprocal.shiftRight(64).longValue();
            LOW[places] = reciprocal.longValue();
        }
    }

    private Rounding() {}

    /**
     * Exactly what {@link Double#parseDouble} gives for digits and point.
     *
     * @param digits unsigned, not zero
     * @param places after the point, 0 to {@link #MOST_PLACES}
     */
    static double nearest(long digits, int places) {
        int shift = Long.numberOfLeadingZeros(digits);
        long normal = digits << shift;
        long high = multiplyHigh(normal, HIGH[places]);
        long low = normal * HIGH[places];
        if ((high & UNDECIDED) == UNDECIDED) {
            long more = multiplyHigh(normal, LOW[places]);
            low += more;
            if (Long.compareUnsigned(low, more) < 0) {
                high++;
            }
        }
        int top = (int) (high >>> 63);
        long mantissa = high >>> (top + 9);
        // An exact half: the lower neighbour is even, so the rounding bit must not carry.
        if (Long.compareUnsigned(low, 1) <= 0 && places <= 4 && (mantissa & 3) == 1 && mantissa << (top + 9) == high) {
            mantissa &= ~1L;
        }
        mantissa = (mantissa + (mantissa & 1)) >>> 1;
        // Binary exponent of ten to the minus places, from log2(10) in 16 bits after the point.
        long exponent = ((217_706L * -places) >> 16) + 63 + top - shift + 1023;
        if (mantissa == HIDDEN_BIT << 1) {
            mantissa = HIDDEN_BIT;
            exponent++;
        }
        return Double.longBitsToDouble(mantissa & ~HIDDEN_BIT | exponent << 52);
    }

    private static long multiplyHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
    }
}
