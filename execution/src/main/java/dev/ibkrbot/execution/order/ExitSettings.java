package dev.ibkrbot.execution.order;

import java.time.Duration;

/**
 * How patient the desk is with its orders. Immutable.
 *
 * @param entryTimeout an entry that is not filled by then is canceled; positive
 * @param entryRepricings how often an entry nothing of which was filled in time is priced anew at the middle of the
 *     market, reviewed again and sent; 0 to leave it to the next cycle
 * @param protectionTimeout how long a position may be without an acknowledged stop before one is placed anew, and
 *     again before it is closed; positive
 * @param closeTimeout a closing order that is not filled by then is placed anew at the market's present price; positive
 * @param cancelTimeout a cancel or a new order that is not answered by then puts the order in doubt; positive
 * @param feeWait how long a flat trade waits for its last commission report; zero or more
 * @param closeStyle how closing orders are priced
 */
public record ExitSettings(
        Duration entryTimeout,
        int entryRepricings,
        Duration protectionTimeout,
        Duration closeTimeout,
        Duration cancelTimeout,
        Duration feeWait,
        CloseStyle closeStyle) {
    /** 30 s for entries, which are not priced anew, and for closing orders, 5 s for protection, 10 s for answers, 5 s for fees, limits at the bid. */
    public static final ExitSettings DEFAULT = new ExitSettings(
            Duration.ofSeconds(30),
            0,
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            CloseStyle.LIMIT);

    public ExitSettings {
        requirePositive("entry timeout", entryTimeout);
        requirePositive("protection timeout", protectionTimeout);
        requirePositive("close timeout", closeTimeout);
        requirePositive("cancel timeout", cancelTimeout);
        if (entryRepricings < 0) {
            throw new IllegalArgumentException("entry repricings are negative: " + entryRepricings);
        }
        if (feeWait.isNegative()) {
            throw new IllegalArgumentException("fee wait is negative: " + feeWait);
        }
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " is not positive: " + duration);
        }
    }

    /** How an order that only wants out is priced. */
    public enum CloseStyle {
        /** A limit at the best price of the other side. */
        LIMIT,
        /** A market order. */
        MARKET
    }
}
