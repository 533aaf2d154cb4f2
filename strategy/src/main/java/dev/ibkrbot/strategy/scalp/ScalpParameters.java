package dev.ibkrbot.strategy.scalp;

/**
 * The numbers of the scalp rules. Immutable.
 *
 * @param fastPeriod bars of the fast average; below {@code slowPeriod}
 * @param slowPeriod bars of the slow average
 * @param rsiPeriod bars of the strength index
 * @param rsiLow least strength for BUY, inclusive; 0 to 100
 * @param rsiHigh greatest strength for BUY, inclusive; above {@code rsiLow}
 * @param rsiWeak strength below which it is a SELL; above 0, at most 100
 * @param minimumBars bars before the first answer; at least 2
 * @param gapScale relative gap of the averages times this is their part of the confidence, up to 1
 * @param gapWeight weight of the gap in the confidence
 * @param rsiWeight weight of the strength in the confidence
 */
public record ScalpParameters(
        int fastPeriod,
        int slowPeriod,
        int rsiPeriod,
        double rsiLow,
        double rsiHigh,
        double rsiWeak,
        int minimumBars,
        double gapScale,
        double gapWeight,
        double rsiWeight) {
    /** Averages 8 and 21, strength 14 within 45 to 70, weak below 40, 30 bars, weights 0.6 and 0.4. */
    public static final ScalpParameters DEFAULT = new ScalpParameters(8, 21, 14, 45, 70, 40, 30, 500, 0.6, 0.4);

    public ScalpParameters {
        require(fastPeriod >= 1 && fastPeriod < slowPeriod, "fastPeriod", fastPeriod);
        require(rsiPeriod >= 1, "rsiPeriod", rsiPeriod);
        require(rsiLow >= 0 && rsiLow < rsiHigh, "rsiLow", rsiLow);
        require(rsiHigh <= 100, "rsiHigh", rsiHigh);
        require(rsiWeak > 0 && rsiWeak <= 100, "rsiWeak", rsiWeak);
        require(minimumBars >= 2, "minimumBars", minimumBars);
        require(gapScale >= 0 && Double.isFinite(gapScale), "gapScale", gapScale);
        require(gapWeight >= 0 && Double.isFinite(gapWeight), "gapWeight", gapWeight);
        require(rsiWeight >= 0 && Double.isFinite(rsiWeight), "rsiWeight", rsiWeight);
    }

    private static void require(boolean ok, String name, double value) {
        if (!ok) {
            throw new IllegalArgumentException(name + " is out of range: " + value);
        }
    }
}
