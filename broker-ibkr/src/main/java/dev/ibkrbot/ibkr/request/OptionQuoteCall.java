package dev.ibkrbot.ibkr.request;

import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.ibkr.session.Timers;
import dev.ibkrbot.ibkr.wire.Encoder;
import dev.ibkrbot.ibkr.wire.MarketMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * A stream that is ended when it has said enough, because a snapshot carries neither open interest nor greeks. Once both
 * sides are known it waits a little for the rest, which may never come and then stays absent.
 */
final class OptionQuoteCall extends Call<OptionQuote> {
    /** Option volume, open interest, historical and implied volatility; the model's greeks come by themselves. */
    static final List<Integer> GENERIC_TICKS = List.of(100, 101, 104, 106);

    private static final Duration PATIENCE_FOR_THE_REST = Duration.ofSeconds(4);

    private final OptionContract option;
    private final Listing listing;
    private final Calls calls;
    private final InstantSource clock;
    private final Runnable whenOver;
    private final Ticks ticks = new Ticks();
    private Optional<Timers.Timer> rest = Optional.empty();

    OptionQuoteCall(OptionContract option, Listing listing, Calls calls, Runnable whenOver) {
        super("quote of " + option);
        this.option = option;
        this.listing = listing;
        this.calls = calls;
        this.clock = calls.machinery().clock();
        this.whenOver = whenOver;
    }

    @Override
    byte[] request(Encoder encoder, int requestId) {
        return encoder.marketDataStream(requestId, listing.contract(), GENERIC_TICKS);
    }

    @Override
    Optional<byte[]> cancellation(Encoder encoder, int requestId) {
        return Optional.of(encoder.cancelMarketData(requestId));
    }

    @Override
    public void on(MarketMessage.TickPrice message) {
        ticks.price(message, clock.instant());
        look();
    }

    @Override
    public void on(MarketMessage.TickSize message) {
        ticks.size(message, clock.instant());
        look();
    }

    @Override
    public void on(MarketMessage.TickGeneric message) {
        ticks.number(message);
    }

    @Override
    public void on(MarketMessage.TickGreeks message) {
        ticks.greeks(message, clock.instant());
        look();
    }

    @Override
    public void on(MarketMessage.DataType message) {
        ticks.type(message);
        look();
    }

    private void look() {
        if (isOver()) {
            return;
        }
        if (ticks.isComplete(option)) {
            answerNow();
        } else if (ticks.hasBothSides() && rest.isEmpty()) {
            rest = Optional.of(calls.machinery().timers().after(PATIENCE_FOR_THE_REST, () -> {
                synchronized (calls.lock()) {
                    answerNow();
                }
            }));
        }
    }

    private void answerNow() {
        if (!isOver()) {
            succeedEarly(ticks.optionQuote(option));
        }
    }

    @Override
    void finished() {
        rest.ifPresent(Timers.Timer::cancel);
        whenOver.run();
    }
}
