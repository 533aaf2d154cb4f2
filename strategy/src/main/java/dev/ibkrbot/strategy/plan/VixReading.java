package dev.ibkrbot.strategy.plan;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.broker.value.Currency;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Asks for the volatility index; what is not live or older than five minutes is no reading. Thread-safe. */
final class VixReading {
    private static final Index VIX = new Index(new Symbol("VIX"), Currency.USD);
    private static final Duration OLDEST = Duration.ofMinutes(5);

    private final QuoteSource quotes;

    VixReading(QuoteSource quotes) {
        this.quotes = quotes;
    }

    /** The reading of this moment; absent also when the broker has none, failed when the question was a bug. */
    CompletionStage<OptionalDouble> at(Instant now) {
        return quotes.quote(VIX).thenApply(quote -> reading(quote, now)).exceptionallyCompose(wrapped -> {
            Throwable failure = Stages.unwrapped(wrapped);
            return failure instanceof BrokerException
                    ? CompletableFuture.completedFuture(OptionalDouble.empty())
                    : CompletableFuture.failedFuture(failure);
        });
    }

    private static OptionalDouble reading(Quote quote, Instant now) {
        Duration age = quote.age(now);
        boolean fresh = !age.isNegative() && age.compareTo(OLDEST) <= 0;
        return quote.last().isPresent() && fresh && quote.quality() == DataQuality.LIVE
                ? OptionalDouble.of(quote.last().get().asDouble())
                : OptionalDouble.empty();
    }
}
