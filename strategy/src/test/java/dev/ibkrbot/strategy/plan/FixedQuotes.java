package dev.ibkrbot.strategy.plan;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarRequest;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.strategy.selection.Options;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A market that stands still, with bars that become visible as the clock passes their end. Answers are complete. */
class FixedQuotes implements QuoteSource {
    final List<BarRequest> barRequests = new ArrayList<>();
    final Map<BarSize, BarSeries> bars = new EnumMap<>(BarSize.class);
    final Map<OptionContract, BrokerException> quoteFailures = new HashMap<>();
    final NavigableSet<LocalDate> expirations = new TreeSet<>();
    Optional<BrokerException> barFailure = Optional.empty();
    Optional<BrokerException> chainFailure = Optional.empty();
    Optional<Price> last = Optional.of(Price.of("100"));
    String bid = "2.45";
    String ask = "2.55";
    PriceGrid grid = PriceGrid.PENNY_CLASS;
    Instant now = Instant.EPOCH;

    @Override
    public CompletionStage<Quote> quote(Instrument instrument) {
        return CompletableFuture.completedFuture(stockQuote(instrument));
    }

    Quote stockQuote(Instrument instrument) {
        return new Quote(
                instrument,
                Optional.of(Price.of("99.905")),
                Optional.of(Price.of("100.10")),
                last,
                OptionalLong.of(1_000_000),
                now,
                DataQuality.LIVE);
    }

    @Override
    public CompletionStage<OptionQuote> optionQuote(OptionContract contract) {
        return quoteFailures.containsKey(contract)
                ? CompletableFuture.failedFuture(quoteFailures.get(contract))
                : CompletableFuture.completedFuture(Options.quote(contract, bid, ask, 5000));
    }

    @Override
    public CompletionStage<BarSeries> bars(BarRequest request) {
        barRequests.add(request);
        if (barFailure.isPresent()) {
            return CompletableFuture.failedFuture(barFailure.get());
        }
        BarSeries all = bars.getOrDefault(
                request.size(), BarSeries.builder(request.size()).build());
        int end = all.firstStartingAt(now.getEpochSecond() - request.size().seconds() + 1);
        int begin = Math.min(end, all.firstStartingAt(request.from().getEpochSecond()));
        return CompletableFuture.completedFuture(all.slice(begin, end));
    }

    @Override
    public CompletionStage<NavigableSet<LocalDate>> expirations(Symbol underlying) {
        return CompletableFuture.completedFuture(expirations);
    }

    @Override
    public CompletionStage<OptionChain> optionChain(Symbol underlying, LocalDate expiration) {
        if (chainFailure.isPresent()) {
            return CompletableFuture.failedFuture(chainFailure.get());
        }
        List<OptionContract> contracts = new ArrayList<>();
        for (String strike : List.of("99", "100", "101")) {
            for (Right right : Right.values()) {
                contracts.add(OptionContract.equity(underlying, expiration, Price.of(strike), right));
            }
        }
        return CompletableFuture.completedFuture(new OptionChain(underlying, expiration, contracts));
    }

    @Override
    public CompletionStage<PriceGrid> priceGrid(Instrument instrument) {
        return CompletableFuture.completedFuture(grid);
    }
}
