package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.market.Bar;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import java.time.Instant;

/** One thing that a recorder saw. Immutable. */
public sealed interface ChainRecord {
    /** A finished minute of the underlying. */
    record Minute(Bar bar) implements ChainRecord {}

    /** The underlying's quote, asked for at a moment; a missing side is absent. */
    record Underlying(Instant at, Quote quote) implements ChainRecord {}

    /** An option's quote, asked for at a moment; what the feed did not say is absent. */
    record Option(Instant at, OptionQuote quote) implements ChainRecord {}

    /** An option that was asked for without an answer; the reason is one line. */
    record Unanswered(Instant at, OptionContract contract, String reason) implements ChainRecord {}

    /** All that was asked for at a moment has been recorded. */
    record SweepEnd(Instant at) implements ChainRecord {}
}
