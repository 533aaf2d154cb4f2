package dev.ibkrbot.strategy.analytics;

import java.util.Optional;

/**
 * How well option premiums pay against how much the price really moved. A: implied is more than 1.5 times realized and
 * its rank is above 70. B: more than 1.2 times and rank above 50. D: less than 0.9 times, premiums are cheap. C: the
 * rest, fair. Immutable.
 */
public enum PremiumGrade {
    A,
    B,
    C,
    D;

    /** A realized volatility below this counts as this, so that a price that stood still makes no infinite ratio. */
    private static final double LEAST_REALIZED = 0.01;

    private static final double RICH = 1.5;
    private static final int RICH_RANK = 70;
    private static final double GOOD = 1.2;
    private static final int GOOD_RANK = 50;
    private static final double CHEAP = 0.9;

    /**
     * The grade; absent when a volatility is negative or not finite.
     *
     * @param implied yearly, as a fraction
     * @param realized yearly, as a fraction
     * @param ivRank 0 to 100
     */
    public static Optional<PremiumGrade> of(double implied, double realized, int ivRank) {
        if (!(implied >= 0 && realized >= 0) || Double.isInfinite(implied) || Double.isInfinite(realized)) {
            return Optional.empty();
        }
        double ratio = implied / Math.max(LEAST_REALIZED, realized);
        if (ratio > RICH && ivRank > RICH_RANK) {
            return Optional.of(A);
        }
        if (ratio > GOOD && ivRank > GOOD_RANK) {
            return Optional.of(B);
        }
        return Optional.of(ratio < CHEAP ? D : C);
    }
}
