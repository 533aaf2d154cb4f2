package dev.ibkrbot.ibkr.request;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.ibkr.translate.Moments;
import dev.ibkrbot.ibkr.wire.Encoder;
import dev.ibkrbot.ibkr.wire.HistoryMessage;
import java.time.Instant;
import java.util.Optional;

/** Asks when the earliest bar starts. */
final class HeadCall extends Call<Instant> {
    private static final int EPOCH_SECONDS = 2;

    private final Listing listing;
    private final String show;

    HeadCall(Listing listing, String show) {
        super("earliest bar of " + listing.instrument());
        this.listing = listing;
        this.show = show;
    }

    @Override
    byte[] request(Encoder encoder, int requestId) {
        return encoder.headTimestamp(requestId, listing.contract(), true, show, EPOCH_SECONDS);
    }

    @Override
    Optional<byte[]> cancellation(Encoder encoder, int requestId) {
        return Optional.of(encoder.cancelHeadTimestamp(requestId));
    }

    @Override
    public void on(HistoryMessage.HeadTimestamp message) {
        Moments.moment(message.time())
                .ifPresentOrElse(
                        this::succeedEarly,
                        () -> stop(new BrokerException(
                                what() + " is at '" + message.time() + "', which is no moment",
                                Recovery.SKIP_INSTRUMENT)));
    }
}
