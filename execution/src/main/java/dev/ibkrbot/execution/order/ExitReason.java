package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.account.OptionSettlement;

/** Why a position was left. Immutable. */
public enum ExitReason {
    TAKE_PROFIT("take_profit"),
    STOP_LOSS("stop_loss"),
    /** Flattened before the close. */
    END_OF_DAY("end_of_day"),
    /** Too near to its expiration to be held. */
    EXPIRY("dte_force_close"),
    /** Held for as long as was planned. */
    TIME_STOP("time_stop"),
    /** So much was lost that its stop must have failed. */
    EMERGENCY("emergency_stop"),
    /** Bought back to be written anew. */
    ROLLED("rolled"),
    /** No stop was acknowledged in time. */
    UNPROTECTED("unprotected"),
    /** More was sold than held, and bought back. */
    EXCESS("excess"),
    /** The option expired worthless. */
    EXPIRED("expired"),
    /** The option that was held was exercised. */
    EXERCISED("exercised"),
    /** The option that was written was assigned. */
    ASSIGNED("assigned"),
    /** Somebody closed it, or part of it, by hand. */
    ELSEWHERE("elsewhere"),
    /** Somebody asked for it. */
    REQUESTED("requested");

    private final String code;

    ExitReason(String code) {
        this.code = code;
    }

    /** The reason that such an end of an option is. */
    static ExitReason of(OptionSettlement.Kind kind) {
        return switch (kind) {
            case EXPIRED -> EXPIRED;
            case EXERCISED -> EXERCISED;
            case ASSIGNED -> ASSIGNED;
        };
    }

    /** The reason of this word; {@link IllegalArgumentException} when there is none. */
    static ExitReason of(String code) {
        for (ExitReason reason : values()) {
            if (reason.code.equals(code)) {
                return reason;
            }
        }
        throw new IllegalArgumentException("not a reason of an exit: " + code);
    }

    /** The stable word for journals and reports. */
    public String code() {
        return code;
    }
}
