package dev.ibkrbot.execution.order;

/** How far an order has come, as far as we know. Immutable. */
public enum OrderState {
    /** Journaled, and perhaps sent: nothing else is known. */
    INTENT,
    /** Handed to the broker, not yet acknowledged. */
    SENT,
    /** The broker has it: resting, or held until its parent fills or its trigger is touched. */
    WORKING,
    FILLED,
    CANCELED,
    REJECTED,
    /** Its day is over. */
    EXPIRED,
    /** The link was lost, or the process restarted, before its outcome was known: counts as live, is never sent again. */
    IN_DOUBT,
    /** The broker proved to have never heard of it. */
    LOST;

    /** Whether nothing more is expected; a late fill is still counted. */
    public boolean isTerminal() {
        return this != INTENT && this != SENT && this != WORKING && this != IN_DOUBT;
    }
}
