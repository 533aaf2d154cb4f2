package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;
import java.util.Optional;

/** What a trade opened, closed and paid from flat to flat. Only {@link Trade} changes it. Confined to the engine thread. */
final class TradeSums {
    Quantity opened = Quantity.ZERO;
    Quantity closed = Quantity.ZERO;
    Money openedValue;
    Money closedValue;
    Money fees;
    /** How many charges are still to come. */
    int uncharged;
    /** When the first entry fill happened; {@link Instant#MAX} before. */
    Instant entryTime = Instant.MAX;
    /** When the last exit fill happened; {@link Instant#MIN} before. */
    Instant exitTime = Instant.MIN;

    Optional<ExitReason> exitReason = Optional.empty();

    TradeSums(Currency currency) {
        openedValue = Money.zero(currency);
        closedValue = openedValue;
        fees = openedValue;
    }

    /** Counts what was opened; negative takes it back. */
    void open(Quantity quantity, Money value) {
        opened = opened.plus(quantity);
        openedValue = openedValue.plus(value);
    }

    /** Counts what was closed; negative takes it back. */
    void close(Quantity quantity, Money value) {
        closed = closed.plus(quantity);
        closedValue = closedValue.plus(value);
    }

    void entered(Instant at) {
        entryTime = at.isBefore(entryTime) ? at : entryTime;
    }

    void left(Instant at, ExitReason reason) {
        exitTime = at.isAfter(exitTime) ? at : exitTime;
        exitReason = Optional.of(reason);
    }

    /** Takes in what was counted before. */
    void addEarlier(TradeSums earlier) {
        open(earlier.opened, earlier.openedValue);
        close(earlier.closed, earlier.closedValue);
        fees = fees.plus(earlier.fees);
        uncharged += earlier.uncharged;
        entered(earlier.entryTime);
        exitTime = earlier.exitTime.isAfter(exitTime) ? earlier.exitTime : exitTime;
        exitReason = exitReason.or(() -> earlier.exitReason);
    }
}
