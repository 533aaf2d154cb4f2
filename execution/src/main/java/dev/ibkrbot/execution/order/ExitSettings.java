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
 * @param refusedExits what becomes of a position whose exits the broker refuses
 */
public record ExitSettings(
        Duration entryTimeout,
        int entryRepricings,
        Duration protectionTimeout,
        Duration closeTimeout,
        Duration cancelTimeout,
        Duration feeWait,
        CloseStyle closeStyle,
        RefusedExits refusedExits) {
    /**
     * 30 s for entries, which are not priced anew, and for closing orders, 5 s for protection, 10 s for answers, 5 s for
     * fees, limits at the bid, out when exits are refused.
     */
    public static final ExitSettings DEFAULT = new ExitSettings(
            Duration.ofSeconds(30),
            0,
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            CloseStyle.LIMIT,
            RefusedExits.CLOSE);

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

    /** What becomes of a held position when the broker refuses its stop, after one more try, or its target. */
    public enum RefusedExits {
        /** Without a stop it is closed; without a target the stop and supervision are left to end it. */
        CLOSE,
        /**
         * The engine takes both exits back and watches for them itself: nothing protects the position while the program
         * is down. At the target it sends a limit at the target. At the stop it closes as {@link CloseStyle} says, so
         * that a market order is sent only where market orders were asked for; a limit is placed anew until it fills.
         */
        WATCH
    }
}
