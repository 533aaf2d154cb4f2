package dev.ibkrbot.ibkr.notice;

/** How far a notice reaches. Immutable. */
public enum Category {
    /** Nothing failed and nothing is wrong. */
    INFO,
    /** Something is worth knowing; the request or order it names goes on. */
    WARNING,
    /** The request it names failed. */
    REQUEST_FAILED,
    /** The order it names was refused or ended; as answer to a request, that request failed. */
    ORDER_FAILED,
    /** A data farm went or came: its data may be stale, but the session is not disconnected. */
    FARM,
    /** It concerns the session as a whole. */
    CONNECTION,
    /** Not in the table. */
    UNKNOWN
}
