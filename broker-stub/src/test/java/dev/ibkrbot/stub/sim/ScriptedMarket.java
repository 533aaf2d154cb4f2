package dev.ibkrbot.stub.sim;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.value.Price;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;

/** Prices line by line: what each instrument shows from which second after the start on. */
final class ScriptedMarket implements Market {
    private final Instant start;
    private final Map<Instrument, NavigableMap<Long, long[]>> script = new HashMap<>();
    private final TickTable ticks = TickTable.standard();

    ScriptedMarket(Instant start) {
        this.start = start;
    }

    /** From this second on; an empty text is an absent side. Stops watch the middle, or the side that is there. */
    ScriptedMarket show(long second, Instrument instrument, String bid, String ask, long size) {
        long b = bid.isEmpty() ? 0 : Price.of(bid).units();
        long a = ask.isEmpty() ? 0 : Price.of(ask).units();
        long last = b > 0 && a > 0 ? (b + a) / 2 : Math.max(a, b);
        script.computeIfAbsent(instrument, key -> new TreeMap<>())
                .put(start.getEpochSecond() + second, new long[] {b, a, last, size});
        return this;
    }

    @Override
    public MarketCalendar calendar() {
        return MarketCalendar.nyse();
    }

    @Override
    public Instant start() {
        return start;
    }

    @Override
    public List<String> assumptions() {
        return List.of();
    }

    @Override
    public long nextMoment(long now, boolean everyPrice) {
        long next = NEVER;
        for (NavigableMap<Long, long[]> lines : script.values()) {
            next = Math.min(next, Optional.ofNullable(lines.higherKey(now)).orElse(NEVER));
        }
        return next;
    }

    @Override
    public boolean look(Instrument instrument, long now, Touch into) {
        Optional<long[]> line = Optional.ofNullable(script.get(instrument))
                .map(lines -> lines.floorEntry(now))
                .map(Map.Entry::getValue);
        line.ifPresent(it -> into.set(it[0], it[1], it[2], it[3]));
        return line.isPresent();
    }

    @Override
    public boolean isTraded(Instrument instrument, long now) {
        return true;
    }

    @Override
    public boolean reach(Instrument instrument, long now, long until, Touch into) {
        return false;
    }

    @Override
    public PriceGrid priceGrid(Instrument instrument, Instant now) {
        if (!script.containsKey(instrument)) {
            throw unanswered();
        }
        return ticks.grid(instrument, calendar().tradingDate(now));
    }

    @Override
    public BarSeries bars(Instrument instrument, BarSize size, long from, long now) {
        throw unanswered();
    }

    @Override
    public Quote quote(Instrument instrument, Instant now) {
        throw unanswered();
    }

    @Override
    public OptionQuote optionQuote(OptionContract contract, Instant now) {
        throw unanswered();
    }

    @Override
    public NavigableSet<LocalDate> expirations(Symbol underlying, Instant now) {
        throw unanswered();
    }

    @Override
    public OptionChain optionChain(Symbol underlying, LocalDate expiration, Instant now) {
        throw unanswered();
    }

    private static BrokerException unanswered() {
        return new BrokerException("not in the script", Recovery.SKIP_INSTRUMENT);
    }
}
