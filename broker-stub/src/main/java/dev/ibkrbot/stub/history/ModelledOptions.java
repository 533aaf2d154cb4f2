package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.OptionChain;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.stub.sim.TickTable;
import dev.ibkrbot.stub.sim.Touch;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Options that follow from their underlying's price by a model. Confined to one thread. */
final class ModelledOptions implements OptionBoard {
    private final MarketCalendar calendar;
    private final TickTable ticks;
    private final OptionListing listing;
    private final OptionDesk desk;
    private final String level;
    private final OptionDesk.Value value = new OptionDesk.Value();

    /** @param level what the smile lies around, for people */
    ModelledOptions(MarketCalendar calendar, TickTable ticks, String level) {
        this.calendar = calendar;
        this.ticks = ticks;
        this.level = level;
        listing = new OptionListing(calendar);
        desk = new OptionDesk(calendar);
    }

    @Override
    public boolean look(ListedSymbol it, OptionContract option, long now, Touch into) {
        if (it.tape.price(now) == 0) {
            return false;
        }
        price(it, option, now);
        into.set(value.bid, value.ask, value.last, value.size);
        return true;
    }

    @Override
    public boolean isTraded(ListedSymbol it, OptionContract option, long now) {
        return it.isTraded(now);
    }

    /** Leaves the model's answer in {@link #value}. */
    private void price(ListedSymbol it, OptionContract option, long now) {
        it.startDay(now, calendar);
        double spot = it.tape.price(now) / 1e8;
        desk.value(option, spot, it.surface(), ticks.grid(option, it.day()), now, it.profile.tier(), value);
    }

    @Override
    public OptionQuote quote(ListedSymbol it, OptionContract contract, Instant now) {
        long second = now.getEpochSecond();
        price(it, contract, second);
        int tier = it.profile.tier();
        double spot = it.tape.price(second) / 1e8;
        double reference = it.reference.asDouble();
        Quote quote = new Quote(
                contract,
                BarMarket.side(value.bid),
                BarMarket.side(value.ask),
                BarMarket.side(value.last),
                OptionalLong.of(desk.volume(contract, reference, it.surface(), it.open, second, tier)),
                it.pricedAt(now),
                DataQuality.LIVE);
        return new OptionQuote(
                contract,
                quote,
                OptionalLong.of(desk.openInterest(contract, reference, it.surface(), it.open, tier)),
                OptionalDouble.of(value.vol),
                desk.greeks(contract, spot, value.vol, second));
    }

    @Override
    public NavigableSet<LocalDate> expirations(ListedSymbol it, Instant now) {
        return it.expirations(listing);
    }

    @Override
    public OptionChain chain(ListedSymbol it, LocalDate expiration, Instant now) {
        if (it.reference.equals(Price.ZERO)) {
            throw new BrokerException("no price of " + it.tape.symbol() + " yet", Recovery.RETRY_LATER);
        }
        return listing.chain(it.tape.symbol(), expiration, it.reference);
    }

    @Override
    public boolean isListed(ListedSymbol it, OptionContract contract, Instant now) {
        return listing.isListed(contract, it.day());
    }

    @Override
    public String kind() {
        return "modelled";
    }

    @Override
    public List<String> assumptions() {
        return List.of("Options are modelled: European value on a smile around " + level
                + ", 4 % interest, no dividends, spreads and volumes by moneyness and time to expiry.");
    }
}
