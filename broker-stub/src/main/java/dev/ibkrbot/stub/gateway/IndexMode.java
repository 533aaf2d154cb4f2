package dev.ibkrbot.stub.gateway;

/** What a request for quotes of an index gets while other quotes are as usual. Immutable. */
enum IndexMode {
    NORMAL,
    SILENT,
    DELAYED,
    STALE,
    ZERO,
    TEXT
}
