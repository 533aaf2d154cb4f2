package dev.ibkrbot.strategy.fade;

/**
 * The numbers of the fade rules. Immutable.
 *
 * @param bandPeriod bars of the band; at least 2
 * @param bandWidth population deviations from the middle to either side; positive
 * @param rsiPeriod bars of the strength index
 * @param oversold strength up to which a fall is bought, inclusive; below 50. A rise is sold from its mirror at 50
 * @param extreme strength up to which a fall is extreme, inclusive; below {@code oversold}
 */
public record FadeParameters(int bandPeriod, double bandWidth, int rsiPeriod, double oversold, double extreme) {
    /** A band of 20 bars and 2 deviations, strength 14, oversold at 30, extreme at 25. */
    public static final FadeParameters DEFAULT = new FadeParameters(20, 2, 14, 30, 25);

    public FadeParameters {
        if (bandPeriod < 2 || !(bandWidth > 0) || rsiPeriod < 1) {
            throw new IllegalArgumentException(
                    "no band or strength: " + bandPeriod + ", " + bandWidth + ", " + rsiPeriod);
        }
        if (!(extreme >= 0 && extreme < oversold && oversold < 50)) {
            throw new IllegalArgumentException("strengths out of order: " + extreme + ", " + oversold);
        }
    }
}
