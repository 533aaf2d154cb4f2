package dev.ibkrbot.broker.pricing;

import java.util.Objects;

/**
 * A price with its greeks. Immutable.
 *
 * @param price per share
 */
public record Valuation(double price, Greeks greeks) {
    public Valuation {
        if (!Double.isFinite(price)) {
            throw new IllegalArgumentException("price is not finite: " + price);
        }
        Objects.requireNonNull(greeks, "greeks");
    }
}
