package dev.ibkrbot.stub.gateway;

/** How historical requests are answered. Immutable. */
enum HistoryMode {
    NORMAL,
    STRICT,
    PACING,
    NO_DATA,
    SILENT
}
