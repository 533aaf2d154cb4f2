package dev.ibkrbot.execution.order;

/** Why a position was left. Immutable. */
public enum ExitReason {
    TAKE_PROFIT("take_profit"),
    STOP_LOSS("stop_loss"),
    /** Flattened before the close. */
    END_OF_DAY("end_of_day"),
    /** Too near to its expiration to be held. */
    EXPIRY("expiry"),
    /** No stop was acknowledged in time. */
    UNPROTECTED("unprotected"),
    /** More was sold than held, and bought back. */
    EXCESS("excess"),
    /** Somebody asked for it. */
    REQUESTED("requested");

    private final String code;

    ExitReason(String code) {
        this.code = code;
    }

    /** The stable word for journals and reports. */
    public String code() {
        return code;
    }
}
