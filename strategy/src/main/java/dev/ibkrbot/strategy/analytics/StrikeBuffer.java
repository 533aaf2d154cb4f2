package dev.ibkrbot.strategy.analytics;

import java.util.Optional;

/**
 * How often a strike so far below the price would not have been touched. Immutable.
 *
 * @param windows how many stretches were looked at; at least one
 * @param winRatePercent part of them whose lows all stayed above the strike, in percent
 * @param worstDropPercent deepest low of all, in percent of the price at the stretch's begin; negative
 */
public record StrikeBuffer(int windows, double winRatePercent, double worstDropPercent) {
    private static final double PERCENT = 100;

    /**
     * Looks at every stretch of so many days: begins with a close, then asks the lows of the days after it. Absent when
     * {@code days} is below 2, since a stretch of one day has no day after it, or when there are too few.
     *
     * @param closes daily, positive, oldest first
     * @param lows of the same days
     * @param bufferPercent how far the strike lies below the price; 0 or more
     */
    public static Optional<StrikeBuffer> of(double[] closes, double[] lows, int days, double bufferPercent) {
        if (closes.length != lows.length || !(bufferPercent >= 0)) {
            throw new IllegalArgumentException("columns differ in length, or the buffer is negative: " + bufferPercent);
        }
        int windows = closes.length - days + 1;
        if (days < 2 || windows < 1) {
            return Optional.empty();
        }
        int wins = 0;
        double worst = 0;
        for (int start = 0; start < windows; start++) {
            double lowest = Double.POSITIVE_INFINITY;
            for (int i = start + 1; i < start + days; i++) {
                lowest = Math.min(lowest, lows[i]);
            }
            double drop = (lowest / closes[start] - 1) * PERCENT;
            worst = Math.min(worst, drop);
            wins += drop > -bufferPercent ? 1 : 0;
        }
        return Optional.of(new StrikeBuffer(windows, wins * PERCENT / windows, worst));
    }
}
