package dev.ibkrbot.execution.schedule;

/** Whether the clock allows an entry. Immutable. */
public enum EntryWindow {
    OPEN("open"),
    /** The exchange has no session on this date, or it is over, or the date is unknown. */
    MARKET_CLOSED("market_closed"),
    /** A trading day, before its open. */
    BEFORE_OPEN("before_open"),
    /** In the session, but too late to begin something. */
    AFTER_LAST_ENTRY("after_last_entry");

    private final String code;

    EntryWindow(String code) {
        this.code = code;
    }

    /** The stable word for journals. */
    public String code() {
        return code;
    }
}
