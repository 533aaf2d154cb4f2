package dev.ibkrbot.execution.performance;

import dev.ibkrbot.broker.value.Money;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The figures of a run. Ratios are estimates as fractions: 0.01 is one percent. Immutable.
 *
 * @param startingCapital what the account was worth at the start
 * @param finalEquity what it was worth at the last observation
 * @param totalReturn final equity by starting capital, less 1
 * @param maxDrawdown largest fall below an earlier peak, as a fraction of that peak, over all observations; 0 or more
 * @param sharpe mean by sample deviation (n - 1) of the daily returns, times the root of 252, at a zero rate; absent
 *     with fewer than two days, without deviation, or after a day that ended without equity
 * @param sortino as sharpe, with the deviation of the negative returns from zero (all days counted, n - 1) below;
 *     absent also without a negative return
 * @param exposure observations with an open position by all observations; absent without observations
 * @param observations how many there were, one per bar in a backtest
 * @param tradingDays how many days were ended
 * @param trades what the closed trades earned
 */
public record PerformanceStatistics(
        Money startingCapital,
        Money finalEquity,
        double totalReturn,
        double maxDrawdown,
        OptionalDouble sharpe,
        OptionalDouble sortino,
        OptionalDouble exposure,
        long observations,
        int tradingDays,
        TradeStatistics trades) {

    /** Throws {@link NullPointerException} when a part is missing. */
    public PerformanceStatistics {
        Objects.requireNonNull(startingCapital, "startingCapital");
        Objects.requireNonNull(finalEquity, "finalEquity");
        Objects.requireNonNull(sharpe, "sharpe");
        Objects.requireNonNull(sortino, "sortino");
        Objects.requireNonNull(exposure, "exposure");
        Objects.requireNonNull(trades, "trades");
    }
}
