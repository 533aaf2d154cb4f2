package dev.ibkrbot.stub;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarRequest;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.order.WhatIf;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** The fixed numbers, and what was put in their place. Guarded by the broker's lock. */
final class StubQuotes {
    private static final Price HALF_STOCK_SPREAD = Price.of("0.1");
    private static final long STOCK_VOLUME = 1_000_000;
    private static final Price OPTION_LAST = Price.of("2.5");
    private static final Price OPTION_BID = Price.of("2.45");
    private static final Price OPTION_ASK = Price.of("2.55");
    private static final long OPTION_VOLUME = 5_000;
    private static final int WEEKS = 4;

    final MarketCalendar calendar = MarketCalendar.nyse();
    final Map<Instrument, Quote> stocks = new HashMap<>();
    final Map<OptionContract, OptionQuote> options = new HashMap<>();
    final Map<BarSize, BarSeries> bars = new EnumMap<>(BarSize.class);
    final Set<Symbol> unknown = new HashSet<>();
    Price last = Price.of("100");
    List<Price> strikes = List.of(Price.of("99"), Price.of("100"), Price.of("101"));
    PriceGrid optionGrid = PriceGrid.PENNY_CLASS;
    DataQuality quality = DataQuality.LIVE;

    Quote quote(Instrument instrument, Instant now) {
        requireKnown(instrument.underlying());
        if (instrument instanceof OptionContract option) {
            return optionQuote(option, now).quote();
        }
        Quote given = stocks.get(instrument);
        if (given != null) {
            return given;
        }
        if (!(instrument instanceof Stock)) {
            throw new BrokerException("no quotes of " + instrument, Recovery.SKIP_INSTRUMENT);
        }
        return quote(instrument, last.minus(HALF_STOCK_SPREAD), last.plus(HALF_STOCK_SPREAD), last, STOCK_VOLUME, now);
    }

    private Quote quote(Instrument instrument, Price bid, Price ask, Price trade, long volume, Instant now) {
        return new Quote(
                instrument,
                Optional.of(bid),
                Optional.of(ask),
                Optional.of(trade),
                OptionalLong.of(volume),
                now,
                quality);
    }

    OptionQuote optionQuote(OptionContract contract, Instant now) {
        requireKnown(contract.underlying());
        OptionQuote given = options.get(contract);
        return given != null
                ? given
                : new OptionQuote(
                        contract,
                        quote(contract, OPTION_BID, OPTION_ASK, OPTION_LAST, OPTION_VOLUME, now),
                        OptionalLong.empty(),
                        OptionalDouble.empty(),
                        Optional.empty());
    }

    BarSeries bars(BarRequest request, Instant now) {
        requireKnown(request.instrument().underlying());
        BarSeries all = bars.get(request.size());
        if (all == null) {
            return BarSeries.builder(request.size()).build();
        }
        long from = request.from().getEpochSecond() + (request.from().getNano() > 0 ? 1 : 0);
        int end = all.firstStartingAt(now.getEpochSecond() - request.size().seconds() + 1);
        return all.slice(Math.min(all.firstStartingAt(from), end), end);
    }

    /** Four weekly expirations from today on. */
    NavigableSet<LocalDate> expirations(Symbol underlying, Instant now) {
        requireKnown(underlying);
        LocalDate today = calendar.tradingDate(now);
        NavigableSet<LocalDate> dates = new TreeSet<>();
        LocalDate friday = today.with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY));
        while (dates.size() < WEEKS) {
            LocalDate day = calendar.isTradingDay(friday) ? friday : calendar.previousTradingDay(friday);
            if (!day.isBefore(today)) {
                dates.add(day);
            }
            friday = friday.plusWeeks(1);
        }
        return dates;
    }

    OptionChain chain(Symbol underlying, LocalDate expiration, Instant now) {
        if (!expirations(underlying, now).contains(expiration)) {
            throw new BrokerException(
                    "no options of " + underlying + " expire on " + expiration, Recovery.SKIP_INSTRUMENT);
        }
        List<OptionContract> contracts = new ArrayList<>();
        for (Price strike : strikes) {
            for (Right right : Right.values()) {
                contracts.add(OptionContract.equity(underlying, expiration, strike, right));
            }
        }
        return new OptionChain(underlying, expiration, contracts);
    }

    /** A bought option or share binds its price; there are no fees. */
    WhatIf preview(Order order, Money equity, Instant now) {
        Quote quote = quote(order.instrument(), now);
        Price price = order.terms().limitPrice().or(quote::last).orElse(Price.ZERO);
        Money zero = Money.zero(equity.currency());
        Money change = order.side() == Side.BUY
                ? price.times(order.instrument().multiplier(), order.quantity(), equity.currency())
                : zero;
        return new WhatIf(
                Optional.of(zero),
                Optional.of(change),
                Optional.of(change),
                Optional.of(zero),
                Optional.of(change),
                Optional.of(change),
                Optional.of(equity),
                Optional.of(zero),
                Optional.of(equity),
                Optional.of(zero),
                Optional.of(zero),
                Optional.of(zero),
                Optional.empty());
    }

    void put(Quote quote) {
        if (quote.instrument() instanceof OptionContract contract) {
            options.put(
                    contract,
                    new OptionQuote(contract, quote, OptionalLong.empty(), OptionalDouble.empty(), Optional.empty()));
        } else {
            stocks.put(quote.instrument(), quote);
        }
    }

    PriceGrid grid(Instrument instrument) {
        requireKnown(instrument.underlying());
        return instrument instanceof OptionContract ? optionGrid : PriceGrid.CENT;
    }

    private void requireKnown(Symbol symbol) {
        if (unknown.contains(symbol)) {
            throw new BrokerException("unknown symbol " + symbol, Recovery.SKIP_INSTRUMENT);
        }
    }
}
