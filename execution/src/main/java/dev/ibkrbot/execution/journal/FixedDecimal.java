package dev.ibkrbot.execution.journal;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes a double with a fixed number of decimals, rounded HALF_EVEN on its exact binary value. */
final class FixedDecimal {
    private static final int MAX_PLACES = 12;
    /** Below this size the product with a power of ten is off by less than {@link #TIE_MARGIN}. */
    private static final double FAST_LIMIT = 1L << 40;

    private static final double TIE_MARGIN = 0.001;
    private static final long[] POWERS = powers();

    private FixedDecimal() {}

    static void append(double value, int places, StringBuilder out) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("value " + value + " is not finite");
        }
        if (places < 0 || places > MAX_PLACES) {
            throw new IllegalArgumentException("places " + places + " is outside 0 to " + MAX_PLACES);
        }
        double scaled = StrictMath.abs(value) * POWERS[places];
        double fraction = scaled - StrictMath.floor(scaled);
        if (scaled < FAST_LIMIT && StrictMath.abs(fraction - 0.5) > TIE_MARGIN) {
            appendScaled(value < 0, (long) StrictMath.floor(scaled) + (fraction > 0.5 ? 1 : 0), places, out);
        } else {
            out.append(new BigDecimal(value)
                    .setScale(places, RoundingMode.HALF_EVEN)
                    .toPlainString());
        }
    }

    private static void appendScaled(boolean negative, long scaled, int places, StringBuilder out) {
        if (negative && scaled != 0) {
            out.append('-');
        }
        out.append(scaled / POWERS[places]);
        if (places > 0) {
            out.append('.');
            long fraction = scaled % POWERS[places];
            for (int i = places - 1; i >= 0; i--) {
                out.append((char) ('0' + fraction / POWERS[i] % 10));
            }
        }
    }

    private static long[] powers() {
        long[] powers = new long[MAX_PLACES + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }
}
