package dev.ibkrbot.stub.history;

/**
 * Implied volatility by strike and time to expiry: a term structure from a short to a long level, and a smile that is
 * steeper for low strikes. Estimates; the same on every JVM. Immutable.
 *
 * @param shortVol at the money, expiring now; annualised, 0.2 is 20 %; positive
 * @param longVol at the money, far away; positive
 * @param skew relative rise per standard deviation below the forward
 * @param curvature relative rise per squared standard deviation
 */
public record OptionSurface(double shortVol, double longVol, double skew, double curvature) {
    private static final double MEAN_REVERSION_PER_YEAR = 6;
    private static final double WIDEST = 4;
    private static final double LEAST_ROOT_YEARS = 0.02;

    public OptionSurface {
        if (!(shortVol > 0 && longVol > 0 && shortVol < 10 && longVol < 10)) {
            throw new IllegalArgumentException("volatility is not within 0 and 10: " + shortVol + ", " + longVol);
        }
        if (!(skew >= 0 && curvature >= 0 && skew <= 0.1 && curvature <= 0.1)) {
            throw new IllegalArgumentException("skew or curvature is not within 0 and 0.1: " + skew + ", " + curvature);
        }
    }

    /** The usual shape around one level. */
    public static OptionSurface around(double vol) {
        return new OptionSurface(vol, vol * 1.08, 0.05, 0.02);
    }

    /** At the money. */
    double atTheMoney(double years) {
        return longVol + (shortVol - longVol) * StrictMath.exp(-MEAN_REVERSION_PER_YEAR * years);
    }

    /** Distance of the strike from the spot in standard deviations, within -4 and 4. */
    double deviations(double spot, double strike, double years) {
        double scale = atTheMoney(years) * Math.max(StrictMath.sqrt(years), LEAST_ROOT_YEARS);
        return Math.max(-WIDEST, Math.min(WIDEST, StrictMath.log(strike / spot) / scale));
    }

    double vol(double spot, double strike, double years) {
        double m = deviations(spot, strike, years);
        return atTheMoney(years) * (1 - skew * m + curvature * m * m);
    }
}
