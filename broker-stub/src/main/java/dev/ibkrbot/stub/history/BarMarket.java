package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
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
import dev.ibkrbot.stub.sim.Market;
import dev.ibkrbot.stub.sim.TickTable;
import dev.ibkrbot.stub.sim.Touch;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A market played back from bars, recorded or generated, with modelled stock spreads and, when asked for, modelled
 * options. What it assumes is said by {@link #assumptions()}. Confined to one thread at a time.
 */
public final class BarMarket implements Market {
    private static final long STOCK_SIZE = 1_000;

    private final Map<Symbol, ListedSymbol> listed;
    private final Tape[] tapes;
    private final MarketCalendar calendar;
    private final TickTable ticks;
    private final OptionBoard options;
    private final Instant start;
    private final List<String> assumptions;
    /** The symbol asked for last, which nearly always is the next one too. */
    private Symbol latestSymbol = new Symbol("NONE");

    private Optional<ListedSymbol> latest = Optional.empty();

    private BarMarket(Builder builder) {
        calendar = builder.calendar;
        ticks = builder.ticks;
        options = builder.options();
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
    public static Builder builder() {
        return new Builder();
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

    /** Collects the parts of a market. Confined to one thread. */
    public static final class Builder {
        private final Map<Symbol, BarSeries> series = new LinkedHashMap<>();
        private final Map<Symbol, BarSeries> days = new LinkedHashMap<>();
        private final Map<Symbol, RecordedSpreads> spreads = new LinkedHashMap<>();
        private final Map<Symbol, OptionSurface> surfaces = new LinkedHashMap<>();
        private final List<String> notes = new ArrayList<>();
        private MarketCalendar calendar = MarketCalendar.nyse();
        private TickTable ticks = TickTable.standard();
        private Optional<OptionRecords> records = Optional.empty();
        private boolean optionsModelled;
        private Optional<Instant> start = Optional.empty();

        private Builder() {}

        /** Bars of one symbol, shorter than a day, within regular hours. */
        public Builder bars(Symbol symbol, BarSeries bars) {
            if (bars.barSize() == BarSize.ONE_DAY) {
                throw new IllegalArgumentException("bars of whole days cannot be played back: " + symbol);
            }
            series.put(symbol, bars);
            return this;
        }

        /** Daily bars that reach further back; used where they are as recent as the days made of the symbol's minutes. */
        public Builder days(Symbol symbol, BarSeries bars) {
            if (bars.barSize() != BarSize.ONE_DAY) {
                throw new IllegalArgumentException("not bars of whole days: " + symbol);
            }
            days.put(symbol, bars);
            return this;
        }

        /** Spreads of the symbol where they were recorded; modelled elsewhere. */
        public Builder spreads(Symbol symbol, RecordedSpreads recorded) {
            spreads.put(symbol, recorded);
            return this;
        }

        /** Lists options on every symbol, at the volatility of its last twenty closes or on a given surface. */
        public Builder modelOptions() {
            optionsModelled = true;
            return this;
        }

        /** Plays recorded quotes of options. */
        public Builder recordedOptions(OptionRecords recorded) {
            records = Optional.of(recorded);
            return this;
        }

        /** The surface of one symbol's options. */
        public Builder surface(Symbol symbol, OptionSurface surface) {
            surfaces.put(symbol, surface);
            return this;
        }

        /** The legal price steps; this module's table unless said otherwise. */
        public Builder ticks(TickTable table) {
            ticks = table;
            return this;
        }

        public Builder calendar(MarketCalendar sessions) {
            calendar = sessions;
            return this;
        }

        /** Where time begins; earlier bars are history. The first bar's start unless said otherwise. */
        public Builder startingAt(Instant moment) {
            start = Optional.of(moment);
            return this;
        }

        /** Something else that is assumed. */
        public Builder note(String assumption) {
            notes.add(assumption);
            return this;
        }

        private OptionBoard options() {
            if (records.isPresent()) {
                return new RecordedOptions(calendar, records.get());
            }
            if (!optionsModelled) {
                return OptionBoard.NONE;
            }
            String level = surfaces.isEmpty()
                    ? "the volatility of the last 20 daily closes (20 % until there are 5)"
                    : "a fixed level";
            return new ModelledOptions(calendar, ticks, level);
        }

        private List<String> assumptions(OptionBoard options) {
            List<String> all = new ArrayList<>(notes);
            all.add("Inside a bar the price goes from open to low, high and close when it closed at or above its open,"
                    + " else from open to high, low and close, in straight lines of four steps.");
            all.add(
                    "Stocks are quoted around that price as wide as the minute before was recorded, else at least one cent;"
                            + " nothing we trade moves it.");
            all.addAll(options.assumptions());
            return all;
        }

        public BarMarket build() {
            return new BarMarket(this);
        }
    }
}
