package dev.ibkrbot.broker.trade;

import dev.ibkrbot.broker.instrument.Right;
import java.util.Optional;

/**
 * What a strategy wants. BUY and SELL are views, and both <em>buy</em> an option: a falling view buys a put. Only the
 * actions that begin with WRITE sell one to open. Immutable.
 */
public enum SignalAction {
    BUY(Optional.of(Right.CALL)),
    SELL(Optional.of(Right.PUT)),
    BUY_CALL(Optional.of(Right.CALL)),
    BUY_PUT(Optional.of(Right.PUT)),
    WRITE_CALL(Optional.of(Right.CALL)),
    WRITE_PUT(Optional.of(Right.PUT)),
    /** Calls and puts at once. */
    WRITE_BOTH(Optional.empty()),
    HOLD(Optional.empty());

    private final Optional<Right> right;

    SignalAction(Optional<Right> right) {
        this.right = right;
    }

    /** The right to buy or write; absent where there is no single one. */
    public Optional<Right> right() {
        return right;
    }
}
