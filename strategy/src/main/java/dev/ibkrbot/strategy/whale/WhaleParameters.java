package dev.ibkrbot.strategy.whale;

import java.time.Duration;

/**
 * The numbers of the whale rules. Immutable.
 *
 * @param lookback bars before the last one that it is compared with; at least {@code minimumBars - 1}
 * @param volumeMultiple the last volume must be above this many times the mean volume of the lookback; positive
 * @param minimumBars bars before the first answer, the last one included; at least 2
 * @param quietPeriod silence on a symbol after a signal; not negative
 * @param strengthScale relative distance beyond the extreme times this is its part of the confidence, up to 1
 * @param strengthWeight weight of that distance in the confidence
 * @param volumeWeight weight of the relative volume, up to 1, in the confidence
 */
public record WhaleParameters(
        int lookback,
        double volumeMultiple,
        int minimumBars,
        Duration quietPeriod,
        double strengthScale,
        double strengthWeight,
        double volumeWeight) {
    /** 120 bars back, 1.5 times the volume, 20 bars at least, three days of silence. */
    public static final WhaleParameters DEFAULT = new WhaleParameters(120, 1.5, 20, Duration.ofDays(3), 100, 0.6, 0.4);

    public WhaleParameters {
        require(minimumBars >= 2, "minimumBars", minimumBars);
        require(lookback >= minimumBars - 1, "lookback", lookback);
        require(volumeMultiple > 0 && Double.isFinite(volumeMultiple), "volumeMultiple", volumeMultiple);
        require(!quietPeriod.isNegative(), "quietPeriod in seconds", quietPeriod.toSeconds());
        require(strengthScale >= 0 && Double.isFinite(strengthScale), "strengthScale", strengthScale);
        require(strengthWeight >= 0 && Double.isFinite(strengthWeight), "strengthWeight", strengthWeight);
        require(volumeWeight >= 0 && Double.isFinite(volumeWeight), "volumeWeight", volumeWeight);
    }

    private static void require(boolean ok, String name, double value) {
        if (!ok) {
            throw new IllegalArgumentException(name + " is out of range: " + value);
        }
    }
}
