package dev.ibkrbot.execution.performance;

import dev.ibkrbot.execution.option.OptionPerformance;
import dev.ibkrbot.execution.order.ClosedTrade;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything a report says about how a run went. Immutable.
 *
 * @param statistics the figures
 * @param curve the equity of the whole run in a bounded number of stretches, in order
 * @param days the equity at the end of each trading day, in order
 * @param months the return of each month with a trading day, in order
 * @param trades the closed trades in the order they were closed, up to a limit
 * @param omittedTrades how many later trades are in the figures but not in the list
 * @param options what option trades came to; empty without any
 */
public record Performance(
        PerformanceStatistics statistics,
        List<EquityPoint> curve,
        List<DailyEquity> days,
        List<MonthlyReturn> months,
        List<ClosedTrade> trades,
        long omittedTrades,
        Optional<OptionPerformance> options) {

    /** Copies the lists; throws {@link NullPointerException} when a part is missing. */
    public Performance {
        Objects.requireNonNull(statistics, "statistics");
        curve = List.copyOf(curve);
        days = List.copyOf(days);
        months = List.copyOf(months);
        trades = List.copyOf(trades);
    }
}
