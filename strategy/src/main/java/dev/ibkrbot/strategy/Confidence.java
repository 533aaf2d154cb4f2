package dev.ibkrbot.strategy;

import dev.ibkrbot.broker.value.Percent;

/** Confidence in whole thousandths, so that an estimate becomes the same exact figure on every machine. Stateless. */
public final class Confidence {
    private static final long UNITS_PER_THOUSANDTH = Percent.HUNDRED.fractionUnits() / 1000;
    private static final double NEAR_TIE = 1e-6;

    private Confidence() {}

    /**
     * The nearest number of thousandths, judged by the exact value of the double; exact ties go to the even one.
     *
     * @param confidence 0 to 1
     * @return 0 to 1000
     */
    public static int thousandths(double confidence) {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence is outside 0 to 1: " + confidence);
        }
        double scaled = confidence * 1000;
        double floor = Math.floor(scaled);
        double overHalf = scaled - (floor + 0.5);
        if (Math.abs(overHalf) < NEAR_TIE) {
            // The product above was rounded and may sit on the wrong side of the half; fma is exact about the side.
            overHalf = Math.fma(confidence, 1000, -(floor + 0.5));
        }
        int below = (int) floor;
        if (overHalf == 0) {
            return below + (below & 1);
        }
        return overHalf > 0 ? below + 1 : below;
    }

    /** Thousandths as the percentage a signal carries: 886 is 88.6 %. */
    public static Percent ofThousandths(int thousandths) {
        return Percent.ofFractionUnits(thousandths * UNITS_PER_THOUSANDTH);
    }
}
