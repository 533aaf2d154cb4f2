package dev.ibkrbot.broker.margin;

import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;

/**
 * A position and what it is worth now. Immutable.
 *
 * @param instrument a stock or an option
 * @param quantity signed, short negative, whole for options
 * @param mark price per share now, zero or more; decides only what an uncovered short option needs
 */
public record Holding(Instrument instrument, Quantity quantity, Price mark) {
    public Holding {
        if (instrument instanceof Combo || instrument instanceof Index) {
            throw new IllegalArgumentException("held as stock or option, never as " + instrument);
        }
        if (mark.isBelow(Price.ZERO)) {
            throw new IllegalArgumentException("mark is negative: " + mark);
        }
    }
}
