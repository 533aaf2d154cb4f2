package dev.ibkrbot.broker.account;

import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;

/**
 * A holding. Immutable.
 *
 * @param instrument what is held
 * @param quantity signed, short negative, never zero
 * @param averagePrice paid or received per share, never per contract, without fees
 */
public record Position(Instrument instrument, Quantity quantity, Price averagePrice) {
    public Position {
        if (quantity.isZero()) {
            throw new IllegalArgumentException("a position of zero is none: " + instrument);
        }
    }
}
