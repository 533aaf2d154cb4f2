package dev.ibkrbot.broker.trade;

import dev.ibkrbot.broker.value.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What earlier days left behind for risk, as the journal tells it. Immutable.
 *
 * @param dayTrades trading date of every position that was opened and closed within it, one entry each, oldest first;
 *     at least those of the last ten trading dates
 * @param openToday positions opened on this date that are no day trade yet, and entries that work: each becomes one when
 *     it is left today
 * @param weekStartEquity first known equity of the week, which begins on Monday; absent when not known
 * @param latches limits that were reached and may still stand
 */
public record RiskMemory(
        List<LocalDate> dayTrades, int openToday, Optional<Money> weekStartEquity, List<Latch> latches) {
    /** Nothing happened before. */
    public static final RiskMemory NONE = new RiskMemory(List.of(), Optional.empty(), List.of());

    public RiskMemory {
        dayTrades = List.copyOf(dayTrades);
        latches = List.copyOf(latches);
    }

    /** Nothing was opened today that is not closed. */
    public RiskMemory(List<LocalDate> dayTrades, Optional<Money> weekStartEquity, List<Latch> latches) {
        this(dayTrades, 0, weekStartEquity, latches);
    }
}
