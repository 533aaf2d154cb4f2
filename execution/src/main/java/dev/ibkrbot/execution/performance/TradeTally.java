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
        count(trade, 1);
    }

    /** Takes back a trade that was added. */
    void remove(ClosedTrade trade) {
        count(trade, -1);
    }

    private void count(ClosedTrade trade, int times) {
        Money profit = times > 0 ? trade.net() : trade.net().negated();
        commissions = times > 0 ? commissions.plus(trade.fees()) : commissions.minus(trade.fees());
        trades += times;
        if (trade.net().isPositive()) {
            wins += times;
            won = won.plus(profit);
        } else if (trade.net().isNegative()) {
            losses += times;
            lost = lost.plus(profit);
        }
        String reason = trade.reason().code();
        ExitReasonTotal before = exitReasons.get(reason);
        long counted = (before == null ? 0 : before.trades()) + times;
        if (counted == 0) {
            exitReasons.remove(reason);
        } else {
            Money total = before == null ? profit : before.profit().plus(profit);
            exitReasons.put(reason, new ExitReasonTotal(reason, counted, total));
        }
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
