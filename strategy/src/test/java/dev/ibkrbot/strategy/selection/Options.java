package dev.ibkrbot.strategy.selection;

import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.value.Price;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Contracts, chains and quotes for tests. */
public final class Options {
    public static final Symbol SPY = new Symbol("SPY");
    public static final LocalDate EXPIRATION = LocalDate.of(2026, 1, 23);
    public static final Instant AS_OF = Instant.parse("2026-01-20T15:30:00Z");

    private Options() {}

    public static OptionContract call(String strike) {
        return OptionContract.equity(SPY, EXPIRATION, Price.of(strike), Right.CALL);
    }

    public static OptionContract put(String strike) {
        return OptionContract.equity(SPY, EXPIRATION, Price.of(strike), Right.PUT);
    }

    /** Calls and puts at these strikes. */
    public static OptionChain chain(String... strikes) {
        List<OptionContract> contracts = new ArrayList<>();
        for (String strike : strikes) {
            contracts.add(call(strike));
            contracts.add(put(strike));
        }
        return new OptionChain(SPY, EXPIRATION, contracts);
    }

    /** A live quote; an empty text is a missing side. */
    public static OptionQuote quote(OptionContract contract, String bid, String ask, long volume) {
        Quote quote = new Quote(
                contract, price(bid), price(ask), Optional.empty(), OptionalLong.of(volume), AS_OF, DataQuality.LIVE);
        return new OptionQuote(contract, quote, OptionalLong.empty(), OptionalDouble.empty(), Optional.empty());
    }

    private static Optional<Price> price(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Price.of(text));
    }
}
