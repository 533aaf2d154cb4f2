package dev.ibkrbot.broker.order;

/** Which way an order goes. Immutable. */
public enum Side {
    BUY,
    SELL;

    /** The side that closes what this side opened. */
    public Side opposite() {
        return this == BUY ? SELL : BUY;
    }
}
