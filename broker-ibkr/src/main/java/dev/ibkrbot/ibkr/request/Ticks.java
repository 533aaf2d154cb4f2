package dev.ibkrbot.ibkr.request;

import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.pricing.Greeks;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.RoundingDirection;
import dev.ibkrbot.ibkr.wire.MarketMessage;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the ticks of one subscription have said so far. A price of -1, and one of 0 without a size, means that there is
 * none; a delayed tick makes the whole delayed. Guarded by the broker's lock.
 */
final class Ticks {
    private static final int LIVE = 1;
    private static final int DELAYED = 3;
    private static final int MODEL = 13;
    private static final int HALTED = 49;
    private static final int DELAYED_HALTED = 90;
    private static final int DELAYED_MODEL = 83;

    private double bid = Double.NaN;
    private double ask = Double.NaN;
    private double last = Double.NaN;
    private double volume = Double.NaN;
    private double callInterest = Double.NaN;
    private double putInterest = Double.NaN;
    private Optional<MarketMessage.TickGreeks> model = Optional.empty();
    private boolean bidTold;
    private boolean askTold;
    private boolean delayed;
    private boolean halted;
    private int type;
    private Instant at = Instant.MIN;
    private Instant lastMade = Instant.MAX;

    void price(MarketMessage.TickPrice tick, Instant now) {
        boolean none = !(tick.price() > 0);
        double price = none ? Double.NaN : tick.price();
        switch (tick.tickType()) {
            case 1, 66 -> {
                bid = price;
                bidTold = true;
            }
            case 2, 67 -> {
                ask = price;
                askTold = true;
            }
            case 4, 68 -> last = price;
            default -> {
                return;
            }
        }
        seen(tick.tickType() >= 66, now);
    }

    void size(MarketMessage.TickSize tick, Instant now) {
        switch (tick.tickType()) {
            case 8, 74 -> volume = tick.size();
            case 27 -> callInterest = tick.size();
            case 28 -> putInterest = tick.size();
            default -> {
                return;
            }
        }
        seen(tick.tickType() == 74, now);
    }

    /** Trading is halted, for the company's news or for its volatility: what is quoted cannot be traded on. */
    void number(MarketMessage.TickGeneric tick) {
        if (tick.tickType() == HALTED || tick.tickType() == DELAYED_HALTED) {
            halted = tick.value() > 0;
        }
    }

    /** When the last price was made. */
    void text(MarketMessage.TickText tick) {
        boolean time = tick.tickType() == 45 || tick.tickType() == 88;
        if (time && tick.text().matches("[0-9]{1,11}")) {
            lastMade = Instant.ofEpochSecond(Long.parseLong(tick.text()));
        }
    }

    void greeks(MarketMessage.TickGreeks tick, Instant now) {
        if (tick.tickType() == MODEL || tick.tickType() == DELAYED_MODEL) {
            model = Optional.of(tick);
            seen(tick.tickType() == DELAYED_MODEL, now);
        }
    }

    void type(MarketMessage.DataType message) {
        type = message.type();
    }

    private void seen(boolean late, Instant now) {
        delayed |= late;
        at = now;
    }

    boolean isEmpty() {
        return at.equals(Instant.MIN);
    }

    /** Both sides were told, be it that there is none. */
    boolean hasBothSides() {
        return bidTold && askTold;
    }

    /** Nothing more is to be expected of a stock. */
    boolean isComplete() {
        return hasBothSides() && !Double.isNaN(last) && !Double.isNaN(volume) && type != 0;
    }

    /** Nothing more is to be expected of an index, which has no sides: its level and when that was. */
    boolean isCompleteIndex() {
        return !Double.isNaN(last) && !lastMade.equals(Instant.MAX) && type != 0;
    }

    /** Nothing more is to be expected of this option. */
    boolean isComplete(OptionContract option) {
        return hasBothSides()
                && type != 0
                && !Double.isNaN(volume)
                && !Double.isNaN(interest(option))
                && model.filter(it -> isDelta(it.delta())).isPresent();
    }

    /** An index is as old as its level; of all else the sides count, and they are as of when they were told. */
    Quote quote(Instrument instrument) {
        Instant asOf = instrument instanceof Index && lastMade.isBefore(at) ? lastMade : at;
        return new Quote(instrument, price(bid), price(ask), price(last), whole(volume), asOf, quality());
    }

    OptionQuote optionQuote(OptionContract option) {
        return new OptionQuote(option, quote(option), whole(interest(option)), volatility(), greeks());
    }

    private double interest(OptionContract option) {
        return option.right() == Right.CALL ? callInterest : putInterest;
    }

    private DataQuality quality() {
        if (halted) {
            return DataQuality.FROZEN;
        }
        if (delayed || type == DELAYED) {
            return DataQuality.DELAYED;
        }
        return type == 0 || type == LIVE ? DataQuality.LIVE : DataQuality.FROZEN;
    }

    private OptionalDouble volatility() {
        return model.map(MarketMessage.TickGreeks::impliedVolatility)
                .filter(it -> isTold(it) && it > 0)
                .map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty);
    }

    /** All of them or none: half a set of greeks is not one. IBKR sends no rho, so that one is 0 by definition here. */
    private Optional<Greeks> greeks() {
        return model.filter(it -> isDelta(it.delta()) && isTold(it.gamma()) && isTold(it.vega()) && isTold(it.theta()))
                .map(it -> Greeks.ofPointsAndDays(it.delta(), it.gamma(), it.vega(), it.theta(), 0));
    }

    /** The largest double stands for "unset" in this protocol. */
    private static boolean isTold(double value) {
        return Double.isFinite(value) && Math.abs(value) < Double.MAX_VALUE;
    }

    private static boolean isDelta(double value) {
        return Math.abs(value) <= 1;
    }

    private static Optional<Price> price(double value) {
        return Double.isFinite(value)
                ? Optional.of(Price.ofDouble(value, RoundingDirection.HALF_EVEN))
                : Optional.empty();
    }

    private static OptionalLong whole(double value) {
        return Double.isFinite(value) && value >= 0 ? OptionalLong.of((long) value) : OptionalLong.empty();
    }
}
