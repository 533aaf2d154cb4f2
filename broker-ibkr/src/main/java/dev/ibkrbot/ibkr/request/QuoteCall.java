package dev.ibkrbot.ibkr.request;

import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.ibkr.wire.Encoder;
import dev.ibkrbot.ibkr.wire.MarketMessage;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A snapshot. It is an answer once both sides, the last price and the volume are there, of an index its level and the
 * time of it, or when the gateway says that it is all there is; a part of one without that word is none.
 */
final class QuoteCall extends Call<Quote> {
    private final Listing listing;
    private final InstantSource clock;
    private final Runnable whenOver;
    private final Ticks ticks = new Ticks();

    QuoteCall(Listing listing, InstantSource clock, Runnable whenOver) {
        super("quote of " + listing.instrument());
        this.listing = listing;
        this.clock = clock;
        this.whenOver = whenOver;
    }

    @Override
    byte[] request(Encoder encoder, int requestId) {
        return encoder.marketDataSnapshot(requestId, listing.contract());
    }

    @Override
    Optional<byte[]> cancellation(Encoder encoder, int requestId) {
        return Optional.of(encoder.cancelMarketData(requestId));
    }

    @Override
    public void on(MarketMessage.TickPrice message) {
        ticks.price(message, clock.instant());
        completeEarly();
    }

    @Override
    public void on(MarketMessage.TickSize message) {
        ticks.size(message, clock.instant());
        completeEarly();
    }

    @Override
    public void on(MarketMessage.DataType message) {
        ticks.type(message);
        completeEarly();
    }

    @Override
    public void on(MarketMessage.TickGeneric message) {
        ticks.number(message);
    }

    @Override
    public void on(MarketMessage.TickText message) {
        if (listing.instrument() instanceof Index) {
            ticks.text(message);
            completeEarly();
        }
    }

    private void completeEarly() {
        if (listing.instrument() instanceof Index ? ticks.isCompleteIndex() : ticks.isComplete()) {
            succeedEarly(ticks.quote(listing.instrument()));
        }
    }

    @Override
    public void on(MarketMessage.SnapshotEnd message) {
        if (ticks.isEmpty()) {
            fail(unanswered());
        } else {
            succeed(ticks.quote(listing.instrument()));
        }
    }

    @Override
    void finished() {
        whenOver.run();
    }
}
