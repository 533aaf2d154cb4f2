package dev.ibkrbot.ibkr.session;

/** What has to work, in this order, before a session is READY. Immutable. */
public enum SessionStep {
    /** The port accepts connections. */
    TCP,
    /** The gateway speaks and a version is agreed. */
    HANDSHAKE,
    /** Next order id and accounts have come. */
    API_READY,
    /** The account is the one the mode and the settings ask for. */
    ACCOUNT
}
