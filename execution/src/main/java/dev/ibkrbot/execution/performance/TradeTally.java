package dev.ibkrbot.execution.performance;

import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.order.ClosedTrade;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up closed trades one by one. Confined to one thread. */
final class TradeTally {
    private final Currency currency;
    private final SortedMap<String, ExitReasonTotal> exitReasons = new TreeMap<>();
    private long trades;
    private long wins;
    private long losses;
    private Money won;
    private Money lost;
    private Money commissions;

    TradeTally(Currency currency) {
        this.currency = currency;
        won = Money.zero(currency);
        lost = Money.zero(currency);
        commissions = Money.zero(currency);
    }

    void add(ClosedTrade trade) {
        Money profit = trade.net();
        commissions = commissions.plus(trade.fees());
        trades++;
        if (profit.isPositive()) {
            wins++;
            won = won.plus(profit);
        } else if (profit.isNegative()) {
            losses++;
            lost = lost.plus(profit);
        }
        exitReasons.merge(
                trade.reason().code(),
                new ExitReasonTotal(trade.reason().code(), 1, profit),
                (sum, one) -> new ExitReasonTotal(
                        sum.exitReason(), sum.trades() + 1, sum.profit().plus(one.profit())));
    }

    TradeStatistics statistics() {
        return new TradeStatistics(
                trades,
                wins,
                losses,
                trades == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) wins / trades),
                losses == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(won.asDouble() / lost.abs().asDouble()),
                average(won, wins),
                average(lost, losses),
                won.plus(lost),
                commissions,
                List.copyOf(exitReasons.values()));
    }

    /** The sum divided by the count, half-even at 1e-8, by the division the value types have. */
    private Optional<Money> average(Money sum, long count) {
        if (count == 0) {
            return Optional.empty();
        }
        return Optional.of(sum.perShare(1, Quantity.of(count)).times(1, Quantity.ONE, currency));
    }
}
