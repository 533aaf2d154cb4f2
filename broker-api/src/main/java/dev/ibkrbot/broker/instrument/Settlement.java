package dev.ibkrbot.broker.instrument;

/** What changes hands at exercise: shares, or cash at the closing or the opening print. Immutable. */
public enum Settlement {
    PHYSICAL,
    CASH_PM,
    CASH_AM
}
