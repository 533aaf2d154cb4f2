package dev.ibkrbot.stub.gateway;

/** What a request for market data gets. Immutable. */
enum DataMode {
    LIVE,
    DELAYED,
    NOT_SUBSCRIBED,
    NEEDS_SUBSCRIPTION,
    DENIED,
    DELAYED_DISABLED,
    COMPETING,
    FROZEN,
    HALTED,
    STALLED,
    EMPTY,
    CROSSED,
    UNFINISHED
}
