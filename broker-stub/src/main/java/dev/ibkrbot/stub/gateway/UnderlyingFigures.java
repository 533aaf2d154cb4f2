package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.stub.sim.Touch;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a feed says of an underlying beside its prices, worked out from its days and its options. One moment's use. */
final class UnderlyingFigures {
    private static final int VOL_DAYS = 30;
    private static final double TRADING_DAYS = 252;

    private final Floor floor;
    private final Instrument stock;

    UnderlyingFigures(Floor floor, Instrument stock) {
        this.floor = floor;
        this.stock = stock;
    }

    private BarSeries days() {
        return floor.market.bars(
                stock, BarSize.ONE_DAY, Long.MIN_VALUE, floor.now().getEpochSecond());
    }

    Optional<Price> previousClose() {
        BarSeries days = days();
        LocalDate today = floor.date();
        for (int i = days.size() - 1; i >= 0; i--) {
            if (floor.market.calendar().tradingDate(days.start(i)).isBefore(today)) {
                return Optional.of(days.close(i));
            }
        }
        return Optional.empty();
    }

    /** Deviation of the daily log returns of up to thirty days, annualised; absent below five. */
    OptionalDouble historicalVol() {
        BarSeries days = days();
        int from = Math.max(1, days.size() - VOL_DAYS);
        int count = days.size() - from;
        if (count < 5) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        double squares = 0;
        for (int i = from; i < days.size(); i++) {
            double move = StrictMath.log(days.closeAsDouble(i) / days.closeAsDouble(i - 1));
            sum += move;
            squares += move * move;
        }
        double variance = Math.max(0, (squares - sum * sum / count) / (count - 1));
        return OptionalDouble.of(StrictMath.sqrt(variance * TRADING_DAYS));
    }

    /** That of the call at the money of the expiration nearest to thirty days ahead. */
    OptionalDouble impliedVol() {
        Optional<LocalDate> expiration = nearest(floor.date().plusDays(30));
        Touch spot = new Touch();
        if (expiration.isEmpty() || !floor.market.look(stock, floor.now().getEpochSecond(), spot)) {
            return OptionalDouble.empty();
        }
        return options(expiration.get()).stream()
                .filter(it -> it.right() == Right.CALL)
                .min((a, b) -> Long.compare(
                        Math.abs(a.strike().units() - spot.last()),
                        Math.abs(b.strike().units() - spot.last())))
                .map(it -> floor.market.optionQuote(it, floor.now()).impliedVol())
                .orElse(OptionalDouble.empty());
    }

    /** Contracts traded today of the next expiration. */
    long optionVolume(Right right) {
        return sum(right, true);
    }

    /** Contracts outstanding of the next expiration. */
    long openInterest(Right right) {
        return sum(right, false);
    }

    private long sum(Right right, boolean volume) {
        return nearest(floor.date()).map(this::options).orElse(List.of()).stream()
                .filter(it -> it.right() == right)
                .mapToLong(it -> {
                    OptionQuote quote = floor.market.optionQuote(it, floor.now());
                    return volume
                            ? quote.quote().volume().orElse(0)
                            : quote.openInterest().orElse(0);
                })
                .sum();
    }

    private Optional<LocalDate> nearest(LocalDate wanted) {
        return floor.contracts.expirations(stock.underlying()).stream()
                .min((a, b) -> Long.compare(
                        Math.abs(a.toEpochDay() - wanted.toEpochDay()),
                        Math.abs(b.toEpochDay() - wanted.toEpochDay())));
    }

    private List<OptionContract> options(LocalDate expiration) {
        try {
            return floor.contracts.chain(stock.underlying(), expiration);
        } catch (BrokerException e) {
            return List.of();
        }
    }
}
