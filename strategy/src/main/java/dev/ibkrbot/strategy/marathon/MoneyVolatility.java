package dev.ibkrbot.strategy.marathon;

import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.value.Price;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The one figure a symbol's IV rank is made of: the implied volatility of the strike nearest to the price in the
 * expiration nearest to thirty days; the mean of call and put where both are told. Stateless.
 */
public final class MoneyVolatility {
    private static final int DAYS = 30;

    private MoneyVolatility() {}

    /** The expiration to look at; of two as near, the earlier one. */
    public static Optional<LocalDate> expiration(Collection<LocalDate> listed, LocalDate today) {
        return listed.stream()
                .filter(it -> it.isAfter(today))
                .min(Comparator.comparingLong((LocalDate it) -> Math.abs(ChronoUnit.DAYS.between(today, it) - DAYS))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The contracts to look at among those of one expiration: call and put of the nearest strike, the lower of two. */
    public static List<OptionContract> contracts(List<OptionContract> ofOneExpiration, Price price) {
        Optional<Price> strike = ofOneExpiration.stream()
                .map(OptionContract::strike)
                .min(Comparator.comparing((Price it) -> it.minus(price).abs())
                        .thenComparing(Comparator.naturalOrder()));
        return ofOneExpiration.stream()
                .filter(it -> strike.equals(Optional.of(it.strike())))
                .toList();
    }

    /** The figure from whatever quotes there are of one moment; absent when none that counts tells a volatility. */
    public static OptionalDouble of(Collection<OptionQuote> quotes, Price price, LocalDate today) {
        List<OptionQuote> told =
                quotes.stream().filter(it -> it.impliedVol().isPresent()).toList();
        List<LocalDate> listed =
                told.stream().map(it -> it.contract().expiration()).distinct().toList();
        Optional<LocalDate> expiration = expiration(listed, today);
        if (expiration.isEmpty()) {
            return OptionalDouble.empty();
        }
        List<OptionContract> nearest = contracts(
                told.stream()
                        .map(OptionQuote::contract)
                        .filter(it -> it.expiration().equals(expiration.get()))
                        .toList(),
                price);
        return told.stream()
                .filter(it -> nearest.contains(it.contract()))
                .mapToDouble(it -> it.impliedVol().getAsDouble())
                .average();
    }
}
