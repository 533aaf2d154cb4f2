package dev.ibkrbot.ibkr.request;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.ibkr.session.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Quotes and streams of quotes over a bounded number of market data lines, each of which is given back however its
 * question ends. Thread-safe.
 */
public final class MarketFeed {
    private static final int LIVE = 1;
    private static final int DELAYED = 3;

    private final Calls calls;
    private final ContractBook book;
    private final DataLines lines;
    private final List<QuoteStream> streams = new ArrayList<>();

    public MarketFeed(Calls calls, ContractBook book, int mostLines) {
        this.calls = calls;
        this.book = book;
        lines = new DataLines(mostLines);
    }

    public CompletableFuture<Quote> quote(Instrument instrument) {
        return book.listing(instrument)
                .thenCompose(listing ->
                        onLine(free -> new QuoteCall(listing, calls.machinery().clock(), free)));
    }

    public CompletableFuture<OptionQuote> optionQuote(OptionContract option) {
        return book.listing(option)
                .thenCompose(listing -> onLine(free -> new OptionQuoteCall(option, listing, calls, free)));
    }

    /**
     * Hands over a quote after it has changed, until the subscription is closed, over new connections too. Called on the
     * events thread; a listener that is slow hears only the latest.
     */
    public CompletableFuture<Subscription> stream(Instrument instrument, Consumer<Quote> listener) {
        return book.listing(instrument).thenApply(listing -> {
            QuoteStream stream = new QuoteStream(calls, listing, listener);
            synchronized (calls.lock()) {
                streams.add(stream);
                lines.acquire(() -> {
                    if (streams.contains(stream)) {
                        stream.subscribe();
                    } else {
                        lines.release();
                    }
                });
            }
            return () -> close(stream);
        });
    }

    private void close(QuoteStream stream) {
        synchronized (calls.lock()) {
            if (streams.remove(stream) && stream.close()) {
                lines.release();
            }
        }
    }

    /** Says which feed later subscriptions want: live, or delayed where live is not subscribed. */
    public void chooseType(boolean delayed) {
        calls.send(encoder -> encoder.marketDataType(delayed ? DELAYED : LIVE));
    }

    /** The gateway has no subscription any more: each is made anew, once. */
    public void resubscribe() {
        streams.forEach(QuoteStream::resubscribe);
    }

    /** The gateway's subscriptions may be dead: each is canceled and made anew, once. */
    public void renew() {
        streams.forEach(QuoteStream::renew);
    }

    /** The connection is gone. */
    public void lost() {
        streams.forEach(QuoteStream::interrupted);
    }

    /** Lines in use now. */
    public int openLines() {
        synchronized (calls.lock()) {
            return lines.used();
        }
    }

    private <T> CompletableFuture<T> onLine(Function<Runnable, Call<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        synchronized (calls.lock()) {
            Timers.Timer deadline = calls.machinery().timers().after(calls.timeout(), () -> noLine(answer));
            lines.acquire(() -> {
                deadline.cancel();
                if (answer.isDone()) {
                    lines.release();
                } else {
                    Stages.relay(calls.ask(question.apply(lines::release)), answer);
                }
            });
        }
        return answer;
    }

    private void noLine(CompletableFuture<?> answer) {
        calls.later(() -> answer.completeExceptionally(
                new BrokerException("no market data line became free in time", Recovery.RETRY_LATER)));
    }

    /** A running stream. Thread-safe. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        /** Ends it and gives its line back; repeating it does nothing. */
        @Override
        void close();
    }
}
