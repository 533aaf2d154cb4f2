package dev.ibkrbot.broker.order;

/** How long an order rests: until the session's close (DAY) or until canceled (GTC). Immutable. */
public enum TimeInForce {
    DAY,
    GTC
}
