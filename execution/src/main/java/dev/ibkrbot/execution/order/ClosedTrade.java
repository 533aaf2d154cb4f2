package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;

/**
 * A position from its first to its last fill. Immutable.
 *
 * @param signalId the signal it was opened on
 * @param signal that signal
 * @param symbol the underlying symbol of the cycle
 * @param instrument what was traded
 * @param side bought or sold to open
 * @param quantity contracts or shares opened; positive
 * @param entryTime of the first entry fill
 * @param exitTime of the last exit fill
 * @param entryPrice average paid or received per share, half-even at 1e-8
 * @param exitPrice average received or paid per share, half-even at 1e-8
 * @param profit of the prices alone, exact; negative is a loss
 * @param fees charged for all its fills as far as reported; positive is a charge
 * @param reason of the last exit
 */
public record ClosedTrade(
        SignalId signalId,
        Signal signal,
        Symbol symbol,
        Instrument instrument,
        Side side,
        Quantity quantity,
        Instant entryTime,
        Instant exitTime,
        Price entryPrice,
        Price exitPrice,
        Money profit,
        Money fees,
        ExitReason reason) {
    /** Profit after fees. */
    public Money net() {
        return profit.minus(fees);
    }
}
