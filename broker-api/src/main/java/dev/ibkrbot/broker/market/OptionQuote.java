package dev.ibkrbot.broker.market;

import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.pricing.Greeks;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The quote of one option with what its feed says of it. It carries the contract, so that the premium of an option
 * cannot be taken from the quote of its underlying. Absent figures stay absent, never 0 or a typical value. Immutable.
 *
 * @param contract the option quoted; equal to {@code quote.instrument()}
 * @param quote prices per share
 * @param openInterest contracts outstanding
 * @param impliedVol annualised, 0.2 is 20 %; positive when present
 * @param greeks per share
 */
public record OptionQuote(
        OptionContract contract,
        Quote quote,
        OptionalLong openInterest,
        OptionalDouble impliedVol,
        Optional<Greeks> greeks) {
    public OptionQuote {
        if (!quote.instrument().equals(contract)) {
            throw new IllegalArgumentException("quote of " + quote.instrument() + " given for " + contract);
        }
        if (impliedVol.isPresent() && !(impliedVol.getAsDouble() > 0 && Double.isFinite(impliedVol.getAsDouble()))) {
            throw new IllegalArgumentException("implied volatility is not positive: " + impliedVol.getAsDouble());
        }
    }
}
