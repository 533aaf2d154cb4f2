package dev.ibkrbot.stub.sim;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.value.Price;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A market that also shows combinations, at what their legs show: a combination is bought by lifting the asks of the legs
 * bought and hitting the bids of those sold. A leg nobody bids for sells for nothing; one nobody offers leaves that side
 * absent, as does a side that would be zero or a credit to its buyer. Confined to the thread of the exchange.
 */
final class ComboMarket implements Market {
    private final Market market;
    private final Touch leg = new Touch();

    ComboMarket(Market market) {
        this.market = market;
    }

    @Override
    public boolean look(Instrument instrument, long now, Touch into) {
        if (!(instrument instanceof Combo combo)) {
            return market.look(instrument, now, into);
        }
        long bid = 0;
        long ask = 0;
        boolean hasBid = true;
        boolean hasAsk = true;
        long size = Long.MAX_VALUE;
        for (Combo.Leg part : combo.legs()) {
            if (!market.look(part.instrument(), now, leg)) {
                return false;
            }
            long count = Math.abs(part.ratio());
            boolean bought = part.ratio() > 0;
            bid += bought ? count * leg.bid() : -count * leg.ask();
            ask += bought ? count * leg.ask() : -count * leg.bid();
            hasBid &= bought || leg.ask() > 0;
            hasAsk &= !bought || leg.ask() > 0;
            size = Math.min(size, leg.size() / count);
        }
        long shownBid = hasBid ? Math.max(0, bid) : 0;
        long shownAsk = hasAsk ? Math.max(0, ask) : 0;
        into.set(shownBid, shownAsk, shownBid > 0 && shownAsk > 0 ? (shownBid + shownAsk) / 2 : shownAsk, size);
        return true;
    }

    @Override
    public boolean isTraded(Instrument instrument, long now) {
        return instrument instanceof Combo combo
                ? combo.legs().stream().allMatch(it -> market.isTraded(it.instrument(), now))
                : market.isTraded(instrument, now);
    }

    @Override
    public boolean reach(Instrument instrument, long now, long until, Touch into) {
        return !(instrument instanceof Combo) && market.reach(instrument, now, until, into);
    }

    @Override
    public Quote quote(Instrument instrument, Instant now) {
        if (!(instrument instanceof Combo combo)) {
            return market.quote(instrument, now);
        }
        Instant asOf = now;
        for (Combo.Leg part : combo.legs()) {
            Instant shown = market.quote(part.instrument(), now).asOf();
            asOf = shown.isBefore(asOf) ? shown : asOf;
        }
        Touch touch = new Touch();
        if (!look(combo, now.getEpochSecond(), touch)) {
            throw new BrokerException("no price of " + combo + " yet", Recovery.RETRY_LATER);
        }
        return new Quote(
                combo,
                side(touch.bid()),
                side(touch.ask()),
                Optional.empty(),
                OptionalLong.empty(),
                asOf,
                DataQuality.LIVE);
    }

    private static Optional<Price> side(long units) {
        return units > 0 ? Optional.of(Price.ofUnits(units)) : Optional.empty();
    }

    /** Combinations trade in cents, where all their legs are listed. */
    @Override
    public PriceGrid priceGrid(Instrument instrument, Instant now) {
        if (instrument instanceof Combo combo) {
            combo.legs().forEach(it -> market.priceGrid(it.instrument(), now));
            return PriceGrid.CENT;
        }
        return market.priceGrid(instrument, now);
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
    public List<CorporateAction> corporateActions() {
        return market.corporateActions();
    }

    @Override
    public long nextMoment(long now, boolean everyPrice) {
        return market.nextMoment(now, everyPrice);
    }

    @Override
    public BarSeries bars(Instrument instrument, BarSize size, long from, long now) {
        return market.bars(instrument, size, from, now);
    }

    @Override
    public OptionQuote optionQuote(OptionContract contract, Instant now) {
        return market.optionQuote(contract, now);
    }

    @Override
    public NavigableSet<LocalDate> expirations(Symbol underlying, Instant now) {
        return market.expirations(underlying, now);
    }

    @Override
    public OptionChain optionChain(Symbol underlying, LocalDate expiration, Instant now) {
        return market.optionChain(underlying, expiration, now);
    }
}
