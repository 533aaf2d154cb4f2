package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarRequest;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.strategy.marathon.MoneyVolatility;
import dev.ibkrbot.strategy.screen.DailyHistory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Asks a broker what the marathon wants to know of a symbol. Confined to the main thread. */
public final class MarathonMarket {
    private static final Duration QUESTION = Duration.ofSeconds(10);
    private static final Duration HISTORY = Duration.ofSeconds(60);
    private static final Duration A_YEAR = Duration.ofDays(365);
    private static final int MEAN_DAYS = 200;
    private static final int RSI_DAYS = 14;

    private final QuoteSource quotes;
    private final LocalDate today;
    private final Instant now;
    private final MarketCalendar calendar;

    public MarathonMarket(BrokerSession session, MarketCalendar calendar) {
        this.quotes = session.broker().quotes();
        this.now = session.clock().instant();
        this.today = calendar.tradingDate(now);
        this.calendar = calendar;
    }

    /**
     * What a symbol looks like. Immutable.
     *
     * @param price now
     * @param vol of the money, annualised; absent when the feed tells none
     * @param rsi of 14 days; absent with fewer
     * @param mean200 of the last 200 closes; absent with fewer
     */
    public record Look(Price price, OptionalDouble vol, OptionalDouble rsi, OptionalDouble mean200) {}

    public LocalDate today() {
        return today;
    }

    public Instant now() {
        return now;
    }

    /** Absent when the broker does not serve the symbol or has no price; {@link BrokerException} when it cannot answer. */
    public Optional<Look> look(Symbol symbol) {
        try {
            Quote quote = Waiting.on(quotes.quote(new Stock(symbol, Currency.USD)), QUESTION, "the price of " + symbol);
            Optional<Price> price = quote.mid().or(quote::last);
            if (price.isEmpty()) {
                return Optional.empty();
            }
            BarSeries days = days(symbol, now.minus(A_YEAR));
            DailyHistory history = DailyHistory.of(days, price.get().asDouble());
            return Optional.of(new Look(
                    price.get(),
                    vol(symbol, price.get()),
                    history.size() > RSI_DAYS ? OptionalDouble.of(history.simpleRsi(RSI_DAYS)) : OptionalDouble.empty(),
                    history.size() >= MEAN_DAYS ? OptionalDouble.of(history.mean(MEAN_DAYS)) : OptionalDouble.empty()));
        } catch (BrokerException e) {
            return unserved(e);
        }
    }

    /** Finished days from the session of this date on; empty when the broker does not serve the symbol. */
    public BarSeries daysSince(Symbol symbol, LocalDate date) {
        try {
            return days(symbol, date.atStartOfDay(calendar.zone()).toInstant());
        } catch (BrokerException e) {
            return MarathonMarket.<BarSeries>unserved(e)
                    .orElseGet(() -> BarSeries.builder(BarSize.ONE_DAY).build());
        }
    }

    private BarSeries days(Symbol symbol, Instant from) {
        BarRequest request = new BarRequest(new Stock(symbol, Currency.USD), BarSize.ONE_DAY, from);
        return Waiting.on(quotes.bars(request), HISTORY, "the days of " + symbol);
    }

    private OptionalDouble vol(Symbol symbol, Price price) {
        Optional<LocalDate> expiration = MoneyVolatility.expiration(
                Waiting.on(quotes.expirations(symbol), QUESTION, "the expirations of " + symbol), today);
        if (expiration.isEmpty()) {
            return OptionalDouble.empty();
        }
        OptionChain chain =
                Waiting.on(quotes.optionChain(symbol, expiration.get()), QUESTION, "the options of " + symbol);
        List<OptionQuote> told = new ArrayList<>();
        for (OptionContract contract : MoneyVolatility.contracts(chain.contracts(), price)) {
            told.add(Waiting.on(quotes.optionQuote(contract), QUESTION, "the quote of " + contract));
        }
        return MoneyVolatility.of(told, price, today);
    }

    private static <T> Optional<T> unserved(BrokerException e) {
        if (e.recovery() == Recovery.SKIP_INSTRUMENT) {
            return Optional.empty();
        }
        throw e;
    }
}
