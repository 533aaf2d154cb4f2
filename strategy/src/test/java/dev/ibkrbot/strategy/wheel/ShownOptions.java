package dev.ibkrbot.strategy.wheel;

import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.account.Accounts;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarRequest;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.broker.pricing.Greeks;
import dev.ibkrbot.broker.value.Price;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A broker of which only what is listed is shown, with the underlying at one price. Confined to one thread. */
public final class ShownOptions implements QuoteSource, Accounts {
    private final Map<OptionContract, OptionQuote> options = new LinkedHashMap<>();
    private final List<Position> positions = new ArrayList<>();
    private final Instant now;
    private String spot = "100";

    public ShownOptions(Instant now) {
        this.now = now;
    }

    /** What the underlying trades at from now on. */
    public void spot(String price) {
        spot = price;
    }

    /** One more position in the account. */
    public void hold(Position position) {
        positions.add(position);
    }

    /** Lists an option. */
    public void show(OptionContract option, String bid, String ask, double delta) {
        options.put(
                option,
                new OptionQuote(
                        option,
                        shown(option, bid, ask),
                        OptionalLong.empty(),
                        OptionalDouble.of(0.2),
                        Optional.of(new Greeks(delta, 0, 0, 0, 0))));
    }

    private Quote shown(Instrument instrument, String bid, String ask) {
        return new Quote(
                instrument,
                Optional.of(Price.of(bid)),
                Optional.of(Price.of(ask)),
                Optional.empty(),
                OptionalLong.of(100),
                now,
                DataQuality.LIVE);
    }

    @Override
    public CompletionStage<Quote> quote(Instrument instrument) {
        return CompletableFuture.completedFuture(
                options.containsKey(instrument) ? options.get(instrument).quote() : shown(instrument, spot, spot));
    }

    @Override
    public CompletionStage<OptionQuote> optionQuote(OptionContract contract) {
        return CompletableFuture.completedFuture(options.get(contract));
    }

    @Override
    public CompletionStage<NavigableSet<LocalDate>> expirations(Symbol underlying) {
        TreeSet<LocalDate> dates = new TreeSet<>();
        options.keySet().forEach(it -> dates.add(it.expiration()));
        return CompletableFuture.completedFuture(dates);
    }

    @Override
    public CompletionStage<OptionChain> optionChain(Symbol underlying, LocalDate expiration) {
        return CompletableFuture.completedFuture(new OptionChain(
                underlying,
                expiration,
                options.keySet().stream()
                        .filter(it -> it.expiration().equals(expiration))
                        .toList()));
    }

    @Override
    public CompletionStage<PriceGrid> priceGrid(Instrument instrument) {
        return CompletableFuture.completedFuture(PriceGrid.CENT);
    }

    @Override
    public CompletionStage<List<Position>> positions() {
        return CompletableFuture.completedFuture(List.copyOf(positions));
    }

    @Override
    public CompletionStage<BarSeries> bars(BarRequest request) {
        throw new UnsupportedOperationException("the wheel looks at no bars");
    }

    @Override
    public AccountId account() {
        throw new UnsupportedOperationException("the wheel does not care");
    }

    @Override
    public CompletionStage<AccountSnapshot> snapshot() {
        throw new UnsupportedOperationException("risk looks at the account");
    }
}
