package dev.ibkrbot.cli.scenario;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.stub.sim.Market;
import dev.ibkrbot.stub.sim.Touch;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** A market that lists 30 weekly expirations with 400 strikes each, and is otherwise the one it is given. */
record WideChain(Market market) implements Market {
    private static final int EXPIRATIONS = 30;
    private static final int STRIKES = 400;

    @Override
    public NavigableSet<LocalDate> expirations(Symbol underlying, Instant now) {
        NavigableSet<LocalDate> dates = new TreeSet<>();
        LocalDate friday = calendar().tradingDate(now).with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY));
        for (int week = 0; week < EXPIRATIONS; week++) {
            LocalDate date = friday.plusWeeks(week);
            dates.add(calendar().isTradingDay(date) ? date : calendar().previousTradingDay(date));
        }
        return dates;
    }

    @Override
    public OptionChain optionChain(Symbol underlying, LocalDate expiration, Instant now) {
        long middle = market.optionChain(
                        underlying, market.expirations(underlying, now).first(), now)
                .of(Right.CALL)
                .get(25)
                .strike()
                .units();
        List<OptionContract> contracts = new ArrayList<>();
        for (int i = -STRIKES / 2; i < STRIKES / 2; i++) {
            Price strike = Price.ofUnits(middle + i * Price.of("1").units());
            for (Right right : Right.values()) {
                contracts.add(OptionContract.equity(underlying, expiration, strike, right));
            }
        }
        return new OptionChain(underlying, expiration, contracts);
    }

    @Override
    public MarketCalendar calendar() {
        return market.calendar();
    }

    @Override
    public Instant start() {
        return market.start();
    }

    @Override
    public List<String> assumptions() {
        return market.assumptions();
    }

    @Override
    public long nextMoment(long now, boolean everyPrice) {
        return market.nextMoment(now, everyPrice);
    }

    @Override
    public boolean look(Instrument instrument, long now, Touch into) {
        return market.look(instrument, now, into);
    }

    @Override
    public boolean isTraded(Instrument instrument, long now) {
        return market.isTraded(instrument, now);
    }

    @Override
    public boolean reach(Instrument instrument, long now, long until, Touch into) {
        return market.reach(instrument, now, until, into);
    }

    @Override
    public BarSeries bars(Instrument instrument, BarSize size, long from, long now) {
        return market.bars(instrument, size, from, now);
    }

    @Override
    public Quote quote(Instrument instrument, Instant now) {
        return market.quote(instrument, now);
    }

    @Override
    public OptionQuote optionQuote(OptionContract contract, Instant now) {
        return market.optionQuote(contract, now);
    }

    @Override
    public PriceGrid priceGrid(Instrument instrument, Instant now) {
        return market.priceGrid(instrument, now);
    }
}
