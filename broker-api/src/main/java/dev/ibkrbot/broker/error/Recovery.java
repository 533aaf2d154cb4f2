package dev.ibkrbot.broker.error;

/** What helps after a broker could not answer. Immutable. */
public enum Recovery {
    /** The same request may work later. */
    RETRY_LATER,
    /** The session is gone; a new one may work. */
    RECONNECT,
    /** Only this instrument cannot be served. */
    SKIP_INSTRUMENT,
    /** A person has to change a setting, a permission or a subscription. */
    FIX_CONFIGURATION,
    /** Going on would be unsafe. */
    HALT
}
