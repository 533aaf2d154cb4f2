package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.pricing.Greeks;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.stub.sim.Touch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** One market-data request: sends what changed since it last looked. Confined to the gateway's lock. */
final class QuoteLine {
    private static final Price MINUS_ONE = Price.of("-1");
    private static final long NEVER_SENT = Long.MIN_VALUE;
    /** How much higher the ids of delayed prices are, by id: bid, ask, last. */
    private static final int DELAYED_BID = 66;
    /** How old a level is told to be that is to be taken for stale. */
    private static final Duration OLD = Duration.ofMinutes(10);

    private final Floor floor;
    final Client client;
    final int request;
    final Instrument instrument;
    private final GenericTicks generics;
    private final boolean delayed;
    private final Touch touch = new Touch();
    private long bid = NEVER_SENT;
    private long ask = NEVER_SENT;
    private long last = NEVER_SENT;
    private long size = NEVER_SENT;
    private long volume = NEVER_SENT;
    private Instant pricedAt = Instant.MIN;
    private boolean started;

    QuoteLine(Floor floor, Client client, int request, Instrument instrument, GenericTicks generics, boolean delayed) {
        this.floor = floor;
        this.client = client;
        this.request = request;
        this.instrument = instrument;
        this.generics = generics;
        this.delayed = delayed;
    }

    /** Looks, and sends what changed; nothing while there is no price yet. */
    void update() {
        if (generics.areNewsAlone()
                || !floor.market.look(instrument, floor.now().getEpochSecond(), touch)) {
            return;
        }
        if (instrument instanceof Index) {
            level();
            return;
        }
        DataMode mode = floor.faults.data;
        long newBid = mode == DataMode.EMPTY ? 0 : mode == DataMode.CROSSED ? touch.ask() : touch.bid();
        long newAsk = mode == DataMode.EMPTY ? 0 : mode == DataMode.CROSSED ? touch.bid() : touch.ask();
        boolean moved = newBid != bid || newAsk != ask || touch.last() != last;
        boolean sized = touch.size() != size;
        if (!moved && !sized) {
            return;
        }
        side(1, 0, newBid, newBid != bid);
        side(2, 3, newAsk, newAsk != ask);
        side(4, 5, touch.last(), touch.last() != last);
        bid = newBid;
        ask = newAsk;
        last = touch.last();
        size = touch.size();
        details();
        started = true;
    }

    /** Of an index: that it has neither bid nor ask, once, and its level as the last price. */
    private void level() {
        if (!started) {
            side(1, 0, 0, true);
            side(2, 3, 0, true);
        }
        if (touch.last() != last) {
            last = touch.last();
            String shown = switch (floor.faults.index) {
                case ZERO -> "0";
                case TEXT -> "n/a";
                default -> Price.ofUnits(last).toString();
            };
            client.send(Message.of(1)
                    .number(6)
                    .number(request)
                    .number(priceId(4))
                    .text(shown)
                    .number(0)
                    .number(0));
        }
        details();
        started = true;
    }

    /** A price with its size; the size alone when only that changed. */
    private void side(int priceTick, int sizeTick, long units, boolean moved) {
        long shown = units > 0 ? touch.size() : 0;
        if (moved) {
            Price price = units > 0 ? Price.ofUnits(units) : MINUS_ONE;
            client.send(Message.of(1)
                    .number(6)
                    .number(request)
                    .number(priceId(priceTick))
                    .price(price)
                    .number(shown)
                    .number(0));
        }
        if (priceTick != 4 && (moved || touch.size() != size)) {
            size(sizeTick, shown);
        }
    }

    private int priceId(int tick) {
        return switch (tick) {
            case 1, 2 -> delayed ? DELAYED_BID + tick - 1 : tick;
            case 4 -> delayed ? 68 : tick;
            case 9 -> delayed ? 75 : tick;
            default -> tick;
        };
    }

    private int sizeId(int tick) {
        return switch (tick) {
            case 0 -> delayed ? 69 : tick;
            case 3 -> delayed ? 70 : tick;
            case 8 -> delayed ? 74 : tick;
            default -> tick;
        };
    }

    private void size(int tick, long shown) {
        client.send(Message.of(2).number(6).number(request).number(sizeId(tick)).number(shown));
    }

    private void details() {
        try {
            if (instrument instanceof OptionContract option) {
                OptionQuote quote = floor.market.optionQuote(option, floor.now());
                common(quote.quote());
                computation(quote);
                if (!started && generics.has("101") && quote.openInterest().isPresent()) {
                    boolean call = option.right() == Right.CALL;
                    size(call ? 27 : 28, quote.openInterest().getAsLong());
                    size(call ? 28 : 27, 0);
                }
            } else {
                common(floor.market.quote(instrument, floor.now()));
                if (!started) {
                    underlyingExtras();
                }
            }
        } catch (BrokerException e) {
            // The prices stand without what the market cannot say; ticks that do not exist simply never come.
            return;
        }
    }

    private void common(Quote quote) {
        OptionalLong traded = quote.volume();
        if (traded.isPresent() && traded.getAsLong() != volume) {
            volume = traded.getAsLong();
            size(8, volume);
        }
        boolean old = instrument instanceof Index && floor.faults.index == IndexMode.STALE;
        Instant at = old ? quote.asOf().minus(OLD) : quote.asOf();
        if (!at.equals(pricedAt)) {
            pricedAt = at;
            client.send(Message.of(46)
                    .number(6)
                    .number(request)
                    .number(delayed ? 88 : 45)
                    .text(Long.toString(pricedAt.getEpochSecond())));
        }
        if (!started && floor.faults.data == DataMode.HALTED) {
            generic(delayed ? 90 : 49, 1);
        } else if (!started) {
            generic(delayed ? 90 : 49, 0);
        }
    }

    private void generic(int tick, double value) {
        client.send(Message.of(45).number(6).number(request).number(tick).estimate(value));
    }

    /** The model's volatility and greeks; what is not computed has the protocol's numbers for that. */
    private void computation(OptionQuote quote) {
        if (!floor.faults.greeks) {
            return;
        }
        Stock underlying = new Stock(instrument.underlying(), instrument.currency());
        Touch spot = new Touch();
        boolean known = floor.market.look(underlying, floor.now().getEpochSecond(), spot);
        double price =
                quote.quote().last().or(quote.quote()::mid).map(Price::asDouble).orElse(-1.0);
        Optional<Greeks> greeks = quote.greeks();
        client.send(Message.of(21)
                .number(request)
                .number(delayed ? 83 : 13)
                .number(0)
                .estimate(quote.impliedVol().orElse(-1))
                .estimate(greeks.map(Greeks::delta).orElse(-2.0))
                .estimate(price)
                .estimate(0)
                .estimate(greeks.map(Greeks::gamma).orElse(-2.0))
                .estimate(greeks.map(Greeks::vegaPerPoint).orElse(-2.0))
                .estimate(greeks.map(Greeks::thetaPerDay).orElse(-2.0))
                .estimate(known ? Price.ofUnits(spot.last()).asDouble() : -1));
    }

    private void underlyingExtras() {
        UnderlyingFigures figures = new UnderlyingFigures(floor, instrument);
        figures.previousClose()
                .ifPresent(close -> client.send(Message.of(1)
                        .number(6)
                        .number(request)
                        .number(priceId(9))
                        .price(close)
                        .number(0)
                        .number(0)));
        if (generics.has("100")) {
            size(29, figures.optionVolume(Right.CALL));
            size(30, figures.optionVolume(Right.PUT));
        }
        if (generics.has("101")) {
            size(27, figures.openInterest(Right.CALL));
            size(28, figures.openInterest(Right.PUT));
        }
        if (generics.has("104")) {
            figures.historicalVol().ifPresent(vol -> generic(23, vol));
        }
        if (generics.has("106")) {
            figures.impliedVol().ifPresent(vol -> generic(24, vol));
        }
    }
}
