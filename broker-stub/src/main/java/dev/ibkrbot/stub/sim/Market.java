package dev.ibkrbot.stub.sim;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;

/**
 * What the simulated exchange trades against: prices as a function of time, recorded or generated. Every answer depends
 * only on what had happened by the moment asked for. Moments are whole seconds since 1970 UTC and are asked for in
 * ascending order. What cannot be answered throws {@link dev.ibkrbot.broker.error.BrokerException}. Confined to one
 * thread at a time.
 */
public interface Market {
    /** What {@link #nextMoment} answers when nothing follows. */
    long NEVER = Long.MAX_VALUE;

    MarketCalendar calendar();

    /** Where simulated time begins. */
    Instant start();

    /** What is assumed where the market is not observed: one sentence each, for reports. */
    List<String> assumptions();

    /** Splits and dividends of all symbols, past and to come; the exchange books them when their time has come. */
    default List<CorporateAction> corporateActions() {
        return List.of();
    }

    /**
     * The next moment after {@code now}: the end of a bar or, with {@code everyPrice}, each change of price inside
     * bars too. {@link #NEVER} at the end.
     */
    long nextMoment(long now, boolean everyPrice);

    /** The best prices now; false, leaving {@code into} alone, when there is no price yet. Allocates nothing for stocks. */
    boolean look(Instrument instrument, long now, Touch into);

    /** Whether prices are made at this moment. In a gap, such as a minute without a row, the last one only stands. */
    boolean isTraded(Instrument instrument, long now);

    /**
     * The lowest bid and the highest ask that the instrument may show after {@code now} and not after {@code until}; false
     * when that is not known beforehand. Only the exchange may ask: it saves looking at moments in which nothing trades.
     */
    boolean reach(Instrument instrument, long now, long until, Touch into);

    /** Bars that start at {@code from} or later and have ended by {@code now}; a view in constant time. */
    BarSeries bars(Instrument instrument, BarSize size, long from, long now);

    Quote quote(Instrument instrument, Instant now);

    OptionQuote optionQuote(OptionContract contract, Instant now);

    NavigableSet<LocalDate> expirations(Symbol underlying, Instant now);

    OptionChain optionChain(Symbol underlying, LocalDate expiration, Instant now);

    PriceGrid priceGrid(Instrument instrument, Instant now);
}
