package dev.ibkrbot.execution.performance;

import dev.ibkrbot.broker.value.Money;
import java.util.Objects;

/**
 * All trades that were closed for one reason. Immutable.
 *
 * @param exitReason the reason as the trades name it
 * @param trades how many, at least 1
 * @param profit what they earned together after commissions
 */
public record ExitReasonTotal(String exitReason, long trades, Money profit) {

    /** Throws {@link IllegalArgumentException} when there is no trade. */
    public ExitReasonTotal {
        Objects.requireNonNull(exitReason, "exitReason");
        Objects.requireNonNull(profit, "profit");
        if (trades < 1) {
            throw new IllegalArgumentException("trades " + trades + " is below 1");
        }
    }
}
