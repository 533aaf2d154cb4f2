package dev.ibkrbot.stub;

/** The questions a {@link StubBroker} can be told to fail. Immutable. */
public enum StubCall {
    CONNECT,
    QUOTE,
    OPTION_QUOTE,
    BARS,
    EXPIRATIONS,
    OPTION_CHAIN,
    PRICE_GRID,
    PREVIEW,
    OPEN_ORDERS,
    EXECUTIONS,
    SNAPSHOT,
    POSITIONS
}
