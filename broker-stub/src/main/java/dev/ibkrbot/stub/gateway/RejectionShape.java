package dev.ibkrbot.stub.gateway;

/** In what form a rejection arrives. Immutable. */
enum RejectionShape {
    ERROR_FIRST,
    STATUS_FIRST,
    CANCELLED,
    ERROR_ONLY
}
