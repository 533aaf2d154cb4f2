package dev.ibkrbot.execution.report;

import dev.ibkrbot.broker.value.Price;
import java.time.Instant;

/**
 * A price and when it was known. Immutable.
 *
 * @param at end of the bar
 * @param price close of the bar, per share
 */
public record PricePoint(Instant at, Price price) {}
