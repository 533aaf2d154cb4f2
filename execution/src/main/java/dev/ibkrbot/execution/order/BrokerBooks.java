package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.order.CompletedOrder;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.OpenOrder;
import java.time.Instant;
import java.util.List;

/**
 * Everything the broker knew when it was asked. Immutable.
 *
 * @param openOrders its live orders
 * @param executions the fills of the trading date
 * @param completed orders that ended on it, as far as it keeps them
 * @param positions what the account holds
 * @param askedAt when it was asked
 */
public record BrokerBooks(
        List<OpenOrder> openOrders,
        List<Execution> executions,
        List<CompletedOrder> completed,
        List<Position> positions,
        Instant askedAt) {
    public BrokerBooks {
        openOrders = List.copyOf(openOrders);
        executions = List.copyOf(executions);
        completed = List.copyOf(completed);
        positions = List.copyOf(positions);
    }
}
