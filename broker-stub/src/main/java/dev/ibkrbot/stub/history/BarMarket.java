package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.stub.sim.CorporateAction;
import dev.ibkrbot.stub.sim.Market;
import dev.ibkrbot.stub.sim.TickTable;
import dev.ibkrbot.stub.sim.Touch;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A market played back from bars, recorded or generated, with modelled stock spreads and, when asked for, modelled
 * options. Indices are quoted beside it: they are not traded and make no moments of their own. What it assumes is said
 * by {@link #assumptions()}. Confined to one thread at a time.
 */
public final class BarMarket implements Market {
    private static final long STOCK_SIZE = 1_000;

    private final Map<Symbol, ListedSymbol> listed;
    private final Tape[] tapes;
    private final MarketCalendar calendar;
    private final TickTable ticks;
    private final OptionBoard options;
    private final IndexBoard indices;
    private final List<CorporateAction> actions;
    private final Instant start;
    private final List<String> assumptions;
    /** The symbol asked for last, which nearly always is the next one too. */
    private Symbol latestSymbol = new Symbol("NONE");

    private Optional<ListedSymbol> latest = Optional.empty();

    BarMarket(BarMarketBuilder builder) {
        calendar = builder.calendar;
        ticks = builder.ticks;
        options = builder.options();
        indices = new IndexBoard(builder.indices, calendar);
        actions = List.copyOf(builder.actions);
        Map<Symbol, ListedSymbol> all = new LinkedHashMap<>();
        builder.series.forEach((symbol, bars) -> all.put(
                symbol,
                new ListedSymbol(
                        new Tape(symbol, bars, Optional.ofNullable(builder.days.get(symbol)), calendar),
                        SymbolProfile.of(symbol),
                        Optional.ofNullable(builder.spreads.get(symbol)),
                        Optional.ofNullable(builder.surfaces.get(symbol)))));
        listed = Collections.unmodifiableMap(all);
        tapes = all.values().stream().map(it -> it.tape).toArray(Tape[]::new);
        start = builder.start.orElseGet(this::firstBar);
        assumptions = List.copyOf(builder.assumptions(options));
    }

    /** Begins a market of these symbols' bars. */
    public static BarMarketBuilder builder() {
        return new BarMarketBuilder();
    }

    private Instant firstBar() {
        long first = Long.MAX_VALUE;
        for (Tape tape : tapes) {
            first = tape.bars().isEmpty() ? first : Math.min(first, tape.bars().startEpochSecond(0));
        }
        if (first == Long.MAX_VALUE) {
            throw new IllegalArgumentException("a market without a single bar");
        }
        return Instant.ofEpochSecond(first);
    }

    @Override
    public MarketCalendar calendar() {
        return calendar;
    }

    @Override
    public Instant start() {
        return start;
    }

    @Override
    public List<String> assumptions() {
        return assumptions;
    }

    @Override
    public List<CorporateAction> corporateActions() {
        return actions;
    }

    /** Where the prices of options come from: "recorded", "modelled" or "none". */
    public String optionPrices() {
        return options.kind();
    }

    @Override
    public long nextMoment(long now, boolean everyPrice) {
        long next = NEVER;
        for (Tape tape : tapes) {
            next = Math.min(next, tape.nextMoment(now, everyPrice));
        }
        return everyPrice && next != NEVER ? Math.min(next, options.nextMoment(now)) : next;
    }

    @Override
    public boolean look(Instrument instrument, long now, Touch into) {
        if (instrument instanceof Index index && indices.has(index.symbol())) {
            return indices.look(index, now, into);
        }
        if (!isListed(instrument.underlying())) {
            return false;
        }
        ListedSymbol it = latest.get();
        if (instrument instanceof OptionContract option) {
            return options.look(it, option, now, into);
        }
        long price = it.tape.price(now);
        if (price == 0) {
            return false;
        }
        long half = it.halfSpread(price, now);
        into.set(ListedSymbol.bid(price, half), ListedSymbol.ask(price, half), price, STOCK_SIZE);
        return true;
    }

    @Override
    public boolean isTraded(Instrument instrument, long now) {
        if (!isListed(instrument.underlying())) {
            return false;
        }
        return instrument instanceof OptionContract option
                ? options.isTraded(latest.get(), option, now)
                : latest.get().isTraded(now);
    }

    @Override
    public boolean reach(Instrument instrument, long now, long until, Touch into) {
        if (!isListed(instrument.underlying())) {
            return false;
        }
        ListedSymbol it = latest.get();
        if (instrument instanceof OptionContract option) {
            return options.reach(it, option, now, until, into);
        }
        int bar = it.tape.playedBetween(now, until);
        if (bar < 0) {
            return false;
        }
        BarSeries bars = it.tape.bars();
        long low = bars.lowUnits(bar);
        long high = bars.highUnits(bar);
        long half = it.widestHalf(high, now, bars.startEpochSecond(bar), until);
        into.set(ListedSymbol.bid(low, half), ListedSymbol.ask(high, half), 0, 0);
        return true;
    }

    @Override
    public BarSeries bars(Instrument instrument, BarSize size, long from, long now) {
        if (instrument instanceof Index index) {
            return indices.bars(index, size, from, now);
        }
        if (!(instrument instanceof Stock)) {
            throw unavailable("no bars of " + instrument);
        }
        BarSize finest = find(instrument.underlying()).tape.bars().barSize();
        if (size.seconds() < finest.seconds()) {
            throw unavailable("no " + size + " bars of " + instrument + ", only " + finest);
        }
        return find(instrument.underlying()).tape.ended(size, from, now);
    }

    @Override
    public Quote quote(Instrument instrument, Instant now) {
        if (instrument instanceof OptionContract option) {
            return optionQuote(option, now).quote();
        }
        if (instrument instanceof Index index) {
            return indices.quote(index, now);
        }
        if (!(instrument instanceof Stock)) {
            throw unavailable("no quotes of " + instrument);
        }
        ListedSymbol it = find(instrument.underlying());
        long second = now.getEpochSecond();
        Touch touch = new Touch();
        if (!look(instrument, second, touch)) {
            throw new BrokerException("no price of " + instrument + " yet", Recovery.RETRY_LATER);
        }
        it.startDay(second, calendar);
        return new Quote(
                instrument,
                side(touch.bid()),
                side(touch.ask()),
                side(touch.last()),
                OptionalLong.of(it.tape.volumeSince(it.open, second)),
                it.pricedAt(now),
                DataQuality.LIVE);
    }

    @Override
    public OptionQuote optionQuote(OptionContract contract, Instant now) {
        ListedSymbol it = findListed(contract, now);
        if (it.tape.price(now.getEpochSecond()) == 0) {
            throw new BrokerException("no price of " + contract.underlying() + " yet", Recovery.RETRY_LATER);
        }
        return options.quote(it, contract, now);
    }

    static Optional<Price> side(long units) {
        return units > 0 ? Optional.of(Price.ofUnits(units)) : Optional.empty();
    }

    @Override
    public NavigableSet<LocalDate> expirations(Symbol underlying, Instant now) {
        if (!isListed(underlying) && indices.has(underlying)) {
            return Collections.emptyNavigableSet();
        }
        return options.expirations(find(underlying, now), now);
    }

    @Override
    public OptionChain optionChain(Symbol underlying, LocalDate expiration, Instant now) {
        ListedSymbol it = find(underlying, now);
        if (!options.expirations(it, now).contains(expiration)) {
            throw unavailable("no options of " + underlying + " expire on " + expiration);
        }
        return options.chain(it, expiration, now);
    }

    @Override
    public PriceGrid priceGrid(Instrument instrument, Instant now) {
        if (instrument instanceof OptionContract option) {
            findListed(option, now);
        } else if (instrument instanceof Index index) {
            indices.find(index);
        } else {
            find(instrument.underlying());
        }
        return ticks.grid(instrument, calendar.tradingDate(now));
    }

    /** Whether there is such a symbol; {@link #latest} is it. */
    private boolean isListed(Symbol symbol) {
        if (symbol != latestSymbol) {
            latestSymbol = symbol;
            latest = Optional.ofNullable(listed.get(symbol));
        }
        return latest.isPresent();
    }

    private ListedSymbol find(Symbol symbol) {
        if (!isListed(symbol)) {
            throw unavailable("unknown symbol " + symbol);
        }
        return latest.get();
    }

    private ListedSymbol find(Symbol symbol, Instant now) {
        ListedSymbol it = find(symbol);
        it.startDay(now.getEpochSecond(), calendar);
        return it;
    }

    private ListedSymbol findListed(OptionContract contract, Instant now) {
        ListedSymbol it = find(contract.underlying(), now);
        if (!options.isListed(it, contract, now)) {
            throw OptionBoard.unlisted(contract);
        }
        return it;
    }

    private static BrokerException unavailable(String message) {
        return new BrokerException(message, Recovery.SKIP_INSTRUMENT);
    }
}
