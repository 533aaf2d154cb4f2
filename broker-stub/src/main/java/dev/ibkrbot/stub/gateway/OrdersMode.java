package dev.ibkrbot.stub.gateway;

/** What becomes of orders: taken, lost without a word, or taken without a word. Immutable. */
enum OrdersMode {
    NORMAL,
    LOST,
    MUTE
}
