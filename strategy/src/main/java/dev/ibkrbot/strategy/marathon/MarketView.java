package dev.ibkrbot.strategy.marathon;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Price;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What is known of one symbol at a moment. Absent is not known, and no rule that needs it holds. Immutable.
 *
 * @param symbol which
 * @param price now; positive
 * @param ivRank 0 to 100
 * @param rsi of 14 days, plain means
 * @param mean200 mean of the last 200 daily closes
 */
public record MarketView(Symbol symbol, Price price, OptionalInt ivRank, OptionalDouble rsi, OptionalDouble mean200) {}
