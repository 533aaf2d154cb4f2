package dev.ibkrbot.broker.market;

import dev.ibkrbot.broker.instrument.Instrument;
import java.time.Instant;

/**
 * A wish for the completed bars of regular hours that start at {@code from} or later and have ended by now. A typed
 * moment instead of a duration text: "60 M" once meant sixty months.
 *
 * @param instrument whose bars
 * @param size length of each
 * @param from earliest start, inclusive
 */
public record BarRequest(Instrument instrument, BarSize size, Instant from) {}
