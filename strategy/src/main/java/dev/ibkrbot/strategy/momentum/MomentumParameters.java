package dev.ibkrbot.strategy.momentum;

/**
 * The numbers of the momentum rules. Immutable.
 *
 * @param fastPeriod bars of the fast average; below {@code slowPeriod}
 * @param slowPeriod bars of the slow average
 * @param rsiPeriod bars of the strength index
 * @param rsiLow least strength for BUY, inclusive; 50 to 100. SELL uses the band mirrored at 50
 * @param rsiHigh greatest strength for BUY, inclusive; above {@code rsiLow}
 */
public record MomentumParameters(int fastPeriod, int slowPeriod, int rsiPeriod, double rsiLow, double rsiHigh) {
    /** Averages 8 and 21, strength 14 within 50 to 65. */
    public static final MomentumParameters DEFAULT = new MomentumParameters(8, 21, 14, 50, 65);

    public MomentumParameters {
        if (fastPeriod < 1 || fastPeriod >= slowPeriod || rsiPeriod < 1) {
            throw new IllegalArgumentException(
                    "periods do not fit: fast " + fastPeriod + ", slow " + slowPeriod + ", rsi " + rsiPeriod);
        }
        if (!(rsiLow >= 50 && rsiLow < rsiHigh && rsiHigh <= 100)) {
            throw new IllegalArgumentException("no strength band within 50 to 100: " + rsiLow + " to " + rsiHigh);
        }
    }
}
