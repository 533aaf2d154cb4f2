package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.stub.sim.CorporateAction;
import dev.ibkrbot.stub.sim.TickTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the parts of a {@link BarMarket}. Confined to one thread. */
public final class BarMarketBuilder {
    final Map<Symbol, BarSeries> series = new LinkedHashMap<>();
    final Map<Symbol, BarSeries> days = new LinkedHashMap<>();
    final Map<Symbol, RecordedSpreads> spreads = new LinkedHashMap<>();
    final Map<Symbol, OptionSurface> surfaces = new LinkedHashMap<>();
    final Map<Symbol, BarSeries> indices = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    final List<CorporateAction> actions = new ArrayList<>();
    MarketCalendar calendar = MarketCalendar.nyse();
    TickTable ticks = TickTable.standard();
    private Optional<OptionRecords> records = Optional.empty();
    private boolean optionsModelled;
    Optional<Instant> start = Optional.empty();

    BarMarketBuilder() {}

    /** Bars of one symbol, shorter than a day, within regular hours. */
    public BarMarketBuilder bars(Symbol symbol, BarSeries bars) {
        if (bars.barSize() == BarSize.ONE_DAY) {
            throw new IllegalArgumentException("bars of whole days cannot be played back: " + symbol);
        }
        series.put(symbol, bars);
        return this;
    }

    /** Daily bars that reach further back; used where they are as recent as the days made of the symbol's minutes. */
    public BarMarketBuilder days(Symbol symbol, BarSeries bars) {
        if (bars.barSize() != BarSize.ONE_DAY) {
            throw new IllegalArgumentException("not bars of whole days: " + symbol);
        }
        days.put(symbol, bars);
        return this;
    }

    /** Spreads of the symbol where they were recorded; modelled elsewhere. */
    public BarMarketBuilder spreads(Symbol symbol, RecordedSpreads recorded) {
        spreads.put(symbol, recorded);
        return this;
    }

    /**
     * Levels of an index, which is quoted and not traded. Of bars of whole days, each of which starts at its session's
     * open, only the open is taken: it is the level of that date from there on, and other dates have none.
     */
    public BarMarketBuilder index(Symbol symbol, BarSeries levels) {
        indices.put(symbol, levels);
        return this;
    }

    /** Lists options on every symbol, at the volatility of its last twenty closes or on a given surface. */
    public BarMarketBuilder modelOptions() {
        optionsModelled = true;
        return this;
    }

    /** Plays recorded quotes of options. */
    public BarMarketBuilder recordedOptions(OptionRecords recorded) {
        records = Optional.of(recorded);
        return this;
    }

    /** Splits and dividends, which the exchange books on their dates. */
    public BarMarketBuilder corporateActions(List<CorporateAction> all) {
        actions.addAll(all);
        return this;
    }

    /** The surface of one symbol's options. */
    public BarMarketBuilder surface(Symbol symbol, OptionSurface surface) {
        surfaces.put(symbol, surface);
        return this;
    }

    /** The legal price steps; this module's table unless said otherwise. */
    public BarMarketBuilder ticks(TickTable table) {
        ticks = table;
        return this;
    }

    public BarMarketBuilder calendar(MarketCalendar sessions) {
        calendar = sessions;
        return this;
    }

    /** Where time begins; earlier bars are history. The first bar's start unless said otherwise. */
    public BarMarketBuilder startingAt(Instant moment) {
        start = Optional.of(moment);
        return this;
    }

    /** Something else that is assumed. */
    public BarMarketBuilder note(String assumption) {
        notes.add(assumption);
        return this;
    }

    OptionBoard options() {
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

    List<String> assumptions(OptionBoard options) {
        List<String> all = new ArrayList<>(notes);
        all.add("Inside a bar the price goes from open to low, high and close when it closed at or above its open,"
                + " else from open to high, low and close, in straight lines of four steps.");
        all.add("Stocks are quoted around that price as wide as the minute before was recorded, else at least one cent;"
                + " nothing we trade moves it.");
        all.addAll(options.assumptions());
        return all;
    }

    public BarMarket build() {
        return new BarMarket(this);
    }
}
