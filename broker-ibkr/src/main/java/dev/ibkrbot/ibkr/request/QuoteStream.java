package dev.ibkrbot.ibkr.request;

import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.ibkr.notice.NoticeRule;
import dev.ibkrbot.ibkr.wire.Encoder;
import dev.ibkrbot.ibkr.wire.MarketMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A subscription that outlives connections: it has a question of its own for each, so that ticks of an old one cannot
 * be taken for those of the new. Guarded by the broker's lock.
 */
final class QuoteStream {
    /** Streams have no deadline: the longest span timers take without overflow. */
    private static final Duration FOREVER = Duration.ofDays(36_500);

    /** A gateway that refuses now, as while the user is logged in elsewhere, is asked again. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(60);

    private final Calls calls;
    private final Listing listing;
    private final Consumer<Quote> listener;
    private Optional<StreamCall> call = Optional.empty();
    /** The latest, as long as the listener has not come to it: one that is slow must not make quotes pile up. */
    private Optional<Quote> untold = Optional.empty();

    private boolean hasLine;
    private boolean closed;

    QuoteStream(Calls calls, Listing listing, Consumer<Quote> listener) {
        this.calls = calls;
        this.listing = listing;
        this.listener = listener;
    }

    /** A line is free for it. */
    void subscribe() {
        hasLine = true;
        ask();
    }

    void resubscribe() {
        if (hasLine) {
            interrupted();
            ask();
        }
    }

    /** The gateway has it still, but perhaps in vain. */
    void renew() {
        if (hasLine) {
            call.ifPresent(it -> it.succeedEarly(false));
            ask();
        }
    }

    /** The gateway has ended it by itself. */
    void interrupted() {
        call.ifPresent(it -> it.succeed(false));
        call = Optional.empty();
    }

    /** True if it had a line, which is now free. */
    boolean close() {
        closed = true;
        call.ifPresent(it -> it.succeedEarly(false));
        call = Optional.empty();
        return hasLine;
    }

    private void ask() {
        StreamCall next = new StreamCall();
        call = Optional.of(next);
        calls.ask(next, FOREVER);
    }

    /** The gateway has refused this question; unless another has been asked since, one is asked later. */
    private void refused() {
        call = Optional.empty();
        calls.machinery().timers().after(ASK_AGAIN, () -> {
            synchronized (calls.lock()) {
                if (!closed && call.isEmpty() && calls.isOpen()) {
                    ask();
                }
            }
        });
    }

    private void handOver() {
        Optional<Quote> latest;
        synchronized (calls.lock()) {
            latest = untold;
            untold = Optional.empty();
        }
        latest.ifPresent(listener);
    }

    private final class StreamCall extends Call<Boolean> {
        private final Ticks ticks = new Ticks();

        private StreamCall() {
            super("stream of " + listing.instrument());
        }

        @Override
        byte[] request(Encoder encoder, int requestId) {
            return encoder.marketDataStream(requestId, listing.contract(), List.of());
        }

        @Override
        Optional<byte[]> cancellation(Encoder encoder, int requestId) {
            return Optional.of(encoder.cancelMarketData(requestId));
        }

        @Override
        public void on(MarketMessage.TickPrice message) {
            ticks.price(message, calls.machinery().clock().instant());
            tell();
        }

        @Override
        public void on(MarketMessage.TickSize message) {
            ticks.size(message, calls.machinery().clock().instant());
        }

        @Override
        public void on(MarketMessage.TickGeneric message) {
            ticks.number(message);
            tell();
        }

        @Override
        public void on(MarketMessage.TickText message) {
            if (listing.instrument() instanceof Index) {
                ticks.text(message);
                tell();
            }
        }

        @Override
        public void on(MarketMessage.DataType message) {
            ticks.type(message);
        }

        @Override
        void notice(NoticeRule rule, String text) {
            if (rule.failsRequest()) {
                fail(new NoticeException(what(), rule, text));
                refused();
            }
        }

        private void tell() {
            if (!ticks.isEmpty()) {
                boolean waits = untold.isPresent();
                untold = Optional.of(ticks.quote(listing.instrument()));
                if (!waits) {
                    calls.later(QuoteStream.this::handOver);
                }
            }
        }
    }
}
