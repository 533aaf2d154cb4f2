package dev.ibkrbot.cli.live;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.cli.backtest.OrderCounts;
import java.util.List;

/**
 * How a run in real time ended. Immutable.
 *
 * @param ending why
 * @param orders what became of them since this start
 * @param trades closed since this start
 * @param positions still held, each with its protection at the broker
 * @param ordersLeft at the broker; {@link #UNKNOWN} when it could not be asked any more
 */
public record LiveOutcome(Ending ending, OrderCounts orders, long trades, List<Position> positions, int ordersLeft) {
    public static final int UNKNOWN = -1;

    public LiveOutcome {
        positions = List.copyOf(positions);
    }
}
