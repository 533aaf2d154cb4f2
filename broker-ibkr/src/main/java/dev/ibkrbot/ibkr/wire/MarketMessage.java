package dev.ibkrbot.ibkr.wire;

/**
 * Observations of the market. Doubles are estimates or sampled prices as sent; NaN means absent. Immutable.
 */
public sealed interface MarketMessage extends Inbound {
    /**
     * A price with the size that belongs to it.
     *
     * @param tickType number of the page's tick table: 1 bid, 2 ask, 4 last, 66 to 68 delayed, ...
     * @param price as sent: -1, or 0 with size 0, means that there is none; NaN when absent
     * @param size NaN when absent
     * @param attributes bit 0 can be executed automatically, bit 1 past limit, bit 2 pre-open
     */
    record TickPrice(int requestId, int tickType, double price, double size, int attributes) implements MarketMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /** A size alone; NaN when absent. */
    record TickSize(int requestId, int tickType, double size) implements MarketMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /** A number: 23 historical, 24 implied volatility, 49 halted, ...; NaN when absent. */
    record TickGeneric(int requestId, int tickType, double value) implements MarketMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /** A text: 45 and 88 time of the last trade in epoch seconds, 32, 33 and 84 exchanges, ... */
    record TickText(int requestId, int tickType, String text) implements MarketMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /**
     * An option computation. Whatever the gateway marks as not computed is NaN.
     *
     * @param tickType 10 bid, 11 ask, 12 last, 13 model; 80 to 83 the same delayed
     * @param attribute 0 based on returns, 1 on prices
     * @param impliedVolatility per year, 0.2 is 20 %
     * @param theta per day
     */
    record TickGreeks(
            int requestId,
            int tickType,
            int attribute,
            double impliedVolatility,
            double delta,
            double optionPrice,
            double dividendValue,
            double gamma,
            double vega,
            double theta,
            double underlyingPrice)
            implements MarketMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /** What may be had for this subscription. */
    record TickRules(int requestId, double minTick, String exchangeMap, int snapshotPermissions)
            implements MarketMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /** The feed behind a subscription: 1 live, 2 frozen, 3 delayed, 4 delayed and frozen. */
    record DataType(int requestId, int type) implements MarketMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /** Nothing more comes for this snapshot. */
    record SnapshotEnd(int requestId) implements MarketMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }
}
