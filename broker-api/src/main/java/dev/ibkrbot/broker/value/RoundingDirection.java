package dev.ibkrbot.broker.value;

import java.math.RoundingMode;

/**
 * Which way a value moves when it does not fit its grid. The direction is always named by the caller, because
 * "nearest" on an order price can be more aggressive than what was asked for. Immutable.
 */
public enum RoundingDirection {
    /** Towards negative infinity: buy limits and sell stops. */
    DOWN(RoundingMode.FLOOR),
    /** Towards positive infinity: sell limits and buy stops. */
    UP(RoundingMode.CEILING),
    /** To the nearest, ties to the even neighbour: averages and statistics, never order prices. */
    HALF_EVEN(RoundingMode.HALF_EVEN);

    private final RoundingMode mode;

    RoundingDirection(RoundingMode mode) {
        this.mode = mode;
    }

    RoundingMode mode() {
        return mode;
    }
}
