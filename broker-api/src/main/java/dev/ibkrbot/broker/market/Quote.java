package dev.ibkrbot.broker.market;

import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.value.Price;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Bid, ask and last of one instrument at one moment. A missing side is absent, never zero. It may be crossed or one
 * sided, because that is what feeds deliver; {@link #isTwoSided()} tells whether it can be traded on. Immutable.
 *
 * @param instrument what is quoted
 * @param bid best price to sell at; positive when present
 * @param ask best price to buy at; positive when present
 * @param last price of the last trade
 * @param volume shares or contracts traded today
 * @param asOf when it was observed
 * @param quality how current the feed says it is
 */
public record Quote(
        Instrument instrument,
        Optional<Price> bid,
        Optional<Price> ask,
        Optional<Price> last,
        OptionalLong volume,
        Instant asOf,
        DataQuality quality) {
    public Quote {
        requirePositive("bid", bid);
        requirePositive("ask", ask);
        requirePositive("last", last);
        if (volume.isPresent() && volume.getAsLong() < 0) {
            throw new IllegalArgumentException("volume is negative: " + volume.getAsLong());
        }
    }

    private static void requirePositive(String name, Optional<Price> price) {
        if (price.isPresent() && !price.get().isPositive()) {
            throw new IllegalArgumentException(name + " is not positive: " + price.get());
        }
    }

    /** Whether both sides are there and the bid is not above the ask. */
    public boolean isTwoSided() {
        return bid.isPresent() && ask.isPresent() && !bid.get().isAbove(ask.get());
    }

    /** The middle of a two-sided quote, half-even at 1e-8; absent otherwise. */
    public Optional<Price> mid() {
        return isTwoSided() ? Optional.of(bid.get().midpointTo(ask.get())) : Optional.empty();
    }

    /** Ask less bid of a two-sided quote; absent otherwise. */
    public Optional<Price> spread() {
        return isTwoSided() ? Optional.of(ask.get().minus(bid.get())) : Optional.empty();
    }

    /** How old it is at the given moment; negative when it is from the future. */
    public Duration age(Instant now) {
        return Duration.between(asOf, now);
    }
}
