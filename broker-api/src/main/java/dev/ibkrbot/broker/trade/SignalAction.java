package dev.ibkrbot.broker.trade;

import dev.ibkrbot.broker.instrument.Right;
import java.util.Optional;

/**
 * What a strategy wants. Every action but HOLD <em>buys</em> an option: a falling view buys a put, it never sells.
 * Immutable.
 */
public enum SignalAction {
    BUY(Optional.of(Right.CALL)),
    SELL(Optional.of(Right.PUT)),
    BUY_CALL(Optional.of(Right.CALL)),
    BUY_PUT(Optional.of(Right.PUT)),
    HOLD(Optional.empty());

    private final Optional<Right> right;

    SignalAction(Optional<Right> right) {
        this.right = right;
    }

    /** The right to buy; absent for HOLD. */
    public Optional<Right> right() {
        return right;
    }
}
