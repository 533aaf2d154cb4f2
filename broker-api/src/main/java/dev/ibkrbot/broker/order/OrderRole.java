package dev.ibkrbot.broker.order;

/** What an order is for. Only ENTRY opens; the others reduce a position. Immutable. */
public enum OrderRole {
    ENTRY,
    TAKE_PROFIT,
    STOP_LOSS,
    CLOSE;

    public boolean isExit() {
        return this != ENTRY;
    }
}
