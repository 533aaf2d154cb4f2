package dev.ibkrbot.strategy.selection;

import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.market.OptionQuote;
import java.util.Optional;

/**
 * What came back for one shortlisted contract. Immutable.
 *
 * @param contract asked for
 * @param quote absent when the broker could not answer
 * @param failure why it could not; empty when it could
 */
public record QuoteAnswer(OptionContract contract, Optional<OptionQuote> quote, String failure) {
    public QuoteAnswer {
        if (quote.isPresent() && !quote.get().contract().equals(contract)) {
            throw new IllegalArgumentException("quote of " + quote.get().contract() + " given for " + contract);
        }
    }

    public static QuoteAnswer of(OptionQuote quote) {
        return new QuoteAnswer(quote.contract(), Optional.of(quote), "");
    }

    public static QuoteAnswer failed(OptionContract contract, String failure) {
        return new QuoteAnswer(contract, Optional.empty(), failure);
    }
}
