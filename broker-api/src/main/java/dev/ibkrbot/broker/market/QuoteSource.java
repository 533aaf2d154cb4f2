package dev.ibkrbot.broker.market;

import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Symbol;
import java.time.LocalDate;
import java.util.NavigableSet;
import java.util.concurrent.CompletionStage;

/**
 * The role that answers for what the market shows. Thread-safe. Every request has a deadline; a stage that fails
 * does so with a {@link dev.ibkrbot.broker.error.BrokerException}, never with a zero or an empty answer in its place.
 * Stages may complete on a thread of the broker: callers name their own executor.
 */
public interface QuoteSource {
    /** The current quote of a stock, index or option. */
    CompletionStage<Quote> quote(Instrument instrument);

    /** The current quote of an option with open interest, volatility and greeks where the feed has them. */
    CompletionStage<OptionQuote> optionQuote(OptionContract contract);

    /** Completed bars, ascending; empty when none has ended since the moment asked for. */
    CompletionStage<BarSeries> bars(BarRequest request);

    /** Listed expirations, ascending; empty when the symbol has no options. */
    CompletionStage<NavigableSet<LocalDate>> expirations(Symbol underlying);

    /** The contracts that are really listed for one expiration. */
    CompletionStage<OptionChain> optionChain(Symbol underlying, LocalDate expiration);

    /** The legal prices of an instrument. */
    CompletionStage<PriceGrid> priceGrid(Instrument instrument);
}
