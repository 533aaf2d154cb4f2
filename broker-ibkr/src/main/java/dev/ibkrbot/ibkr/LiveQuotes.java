package dev.ibkrbot.ibkr;

import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarRequest;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.ibkr.request.BarHistory;
import dev.ibkrbot.ibkr.request.ContractBook;
import dev.ibkrbot.ibkr.request.MarketFeed;
import dev.ibkrbot.ibkr.session.Machinery;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Hands out market data, none of it as live that is not. Thread-safe. */
final class LiveQuotes implements QuoteSource {
    private final Machinery machinery;
    private final MarketFeed feed;
    private final BarHistory history;
    private final ContractBook book;
    private final DataWatch watch;
    private final Set<Stream> streams = new LinkedHashSet<>();

    LiveQuotes(Machinery machinery, MarketFeed feed, BarHistory history, ContractBook book, DataWatch watch) {
        this.machinery = machinery;
        this.feed = feed;
        this.history = history;
        this.book = book;
        this.watch = watch;
    }

    @Override
    public CompletionStage<Quote> quote(Instrument instrument) {
        return feed.quote(instrument).thenApply(watch::checked).minimalCompletionStage();
    }

    @Override
    public CompletionStage<OptionQuote> optionQuote(OptionContract contract) {
        return feed.optionQuote(contract)
                .thenApply(it -> new OptionQuote(
                        it.contract(), watch.checked(it.quote()), it.openInterest(), it.impliedVol(), it.greeks()))
                .minimalCompletionStage();
    }

    @Override
    public CompletionStage<BarSeries> bars(BarRequest request) {
        return history.bars(request).minimalCompletionStage();
    }

    @Override
    public CompletionStage<NavigableSet<LocalDate>> expirations(Symbol underlying) {
        return book.expirations(underlying).minimalCompletionStage();
    }

    @Override
    public CompletionStage<OptionChain> optionChain(Symbol underlying, LocalDate expiration) {
        return book.chain(underlying, expiration).minimalCompletionStage();
    }

    @Override
    public CompletionStage<PriceGrid> priceGrid(Instrument instrument) {
        return book.grid(instrument).minimalCompletionStage();
    }

    /** As {@link IbkrBroker#stream}. */
    CompletionStage<MarketFeed.Subscription> stream(Instrument instrument, Consumer<Quote> listener) {
        Stream stream = new Stream(listener);
        add(stream);
        return feed.stream(instrument, stream::on)
                .whenComplete((subscription, failure) -> {
                    if (failure != null) {
                        remove(stream);
                    }
                })
                .thenApply(subscription -> closing(subscription, stream))
                .minimalCompletionStage();
    }

    private MarketFeed.Subscription closing(MarketFeed.Subscription subscription, Stream stream) {
        return () -> {
            remove(stream);
            subscription.close();
        };
    }

    private void add(Stream stream) {
        synchronized (machinery.lock()) {
            streams.add(stream);
        }
    }

    private void remove(Stream stream) {
        synchronized (machinery.lock()) {
            streams.remove(stream);
        }
    }

    /** Tells every stream that what it said last is old. Called under the lock. */
    void stale() {
        List<Stream> all = List.copyOf(streams);
        machinery.events().execute(() -> all.forEach(Stream::stale));
    }

    /** What one listener was told. Confined to the events thread. */
    private final class Stream {
        private final Consumer<Quote> listener;
        private Optional<Quote> last = Optional.empty();

        private Stream(Consumer<Quote> listener) {
            this.listener = listener;
        }

        private void on(Quote quote) {
            Quote checked = watch.checked(quote);
            last = Optional.of(checked);
            listener.accept(checked);
        }

        private void stale() {
            // One that came after the loss may have been handed over already.
            last.filter(it -> it.quality() == DataQuality.LIVE)
                    .map(watch::checked)
                    .filter(it -> it.quality() != DataQuality.LIVE)
                    .ifPresent(it -> {
                        last = Optional.of(it);
                        listener.accept(it);
                    });
        }
    }
}
