package dev.ibkrbot.execution.performance;

import dev.ibkrbot.broker.value.Money;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the closed trades earned; every profit is after commissions. Immutable.
 *
 * @param trades how many were closed
 * @param wins how many earned more than zero
 * @param losses how many earned less than zero
 * @param winRate wins by trades, as a fraction; absent without trades
 * @param profitFactor sum of the wins by sum of the losses; absent without losses
 * @param averageWin absent without wins
 * @param averageLoss negative; absent without losses
 * @param profit of all trades together
 * @param commissions of all trades together
 * @param exitReasons ordered by reason
 */
public record TradeStatistics(
        long trades,
        long wins,
        long losses,
        OptionalDouble winRate,
        OptionalDouble profitFactor,
        Optional<Money> averageWin,
        Optional<Money> averageLoss,
        Money profit,
        Money commissions,
        List<ExitReasonTotal> exitReasons) {

    /** Copies the list; throws {@link NullPointerException} when a part is missing. */
    public TradeStatistics {
        Objects.requireNonNull(winRate, "winRate");
        Objects.requireNonNull(profitFactor, "profitFactor");
        Objects.requireNonNull(averageWin, "averageWin");
        Objects.requireNonNull(averageLoss, "averageLoss");
        Objects.requireNonNull(profit, "profit");
        Objects.requireNonNull(commissions, "commissions");
        exitReasons = List.copyOf(exitReasons);
    }
}
