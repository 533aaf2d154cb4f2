package dev.ibkrbot.ibkr.wire;

/** One message from the gateway, by topic. Immutable. */
public sealed interface Inbound
        permits SessionMessage, MarketMessage, ContractMessage, HistoryMessage, AccountMessage, OrderMessage {
    /** Calls the handler's method for this case, once. */
    void deliverTo(InboundHandler handler);
}
