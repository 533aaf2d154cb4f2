package dev.ibkrbot.broker;

/** Whether a session can be used. An open socket is not READY. Immutable. */
public enum ConnectionState {
    DISCONNECTED,
    CONNECTING,
    /** Order ids and account are known, and the broker says its own connection is up. */
    READY,
    /** Ended for good. */
    CLOSED
}
