package dev.ibkrbot.execution.performance;

import java.time.YearMonth;
import java.util.Objects;

/**
 * The return of one calendar month, from the last day before it (or the start) to its last day. Immutable.
 *
 * @param month the month
 * @param fraction 0.01 for one percent
 */
public record MonthlyReturn(YearMonth month, double fraction) {

    /** Throws {@link NullPointerException} when the month is missing. */
    public MonthlyReturn {
        Objects.requireNonNull(month, "month");
    }
}
