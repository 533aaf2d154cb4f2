package dev.ibkrbot.strategy.plan;

/** What a signal is turned into. Immutable. */
public enum TradedInstrument {
    /** One listed option: a call for a rise, a put for a fall. */
    OPTION,
    /** The underlying itself, bought for a rise and sold short for a fall; only for backtests. */
    UNDERLYING
}
