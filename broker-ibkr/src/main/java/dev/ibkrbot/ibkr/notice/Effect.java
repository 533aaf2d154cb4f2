package dev.ibkrbot.ibkr.notice;

/** What a notice that carries an order's number does to that order. Immutable. */
public enum Effect {
    /** Rejected if it was never acknowledged; else its modification failed. */
    REJECT_NEW,
    /** The modification failed and the order lives on as it was; ask for it. */
    MODIFY_FAILED,
    /** The cancel found nothing to cancel: the outcome is unknown until asked for. */
    CANCEL_DOUBT,
    /** The number was used before: this attempt failed, the order that has the number is untouched. */
    ID_CLASH,
    /** Canceled, once its executions were compared. */
    CANCEL_NOTICE,
    /** Nothing. */
    INFO,
    /** Nothing by itself; the session decides. */
    CONNECTIVITY,
    /** Rejected if never acknowledged, and trading cannot go on until a person changes something. */
    FATAL_CONFIG,
    /** The code is unknown: the order does not change, its symbol is frozen and orders are asked for. */
    FREEZE_AND_ASK;

    /** Whether the notice alone can end an order. */
    boolean endsOrder() {
        return this == REJECT_NEW || this == FATAL_CONFIG || this == ID_CLASH || this == CANCEL_NOTICE;
    }
}
