package dev.ibkrbot.broker.trade;

/** What happens to an approved order: only reported, sent to a paper account, or sent with real money. Immutable. */
public enum TradingMode {
    DRY_RUN,
    PAPER,
    LIVE
}
