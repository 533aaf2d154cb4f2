package dev.ibkrbot.stub.sim;

import dev.ibkrbot.broker.account.OptionSettlement;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.expiry.EarlyExercise;
import dev.ibkrbot.broker.expiry.Expiry;
import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Settlement;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Ends option positions by their terms: what is due is exercised or expires, on the close or on the open as the contract
 * says, and after every close the holders of what was written exercise early where that pays. Short positions are
 * assigned in full. Reports each booking, then cancels what still rests in the contract. Confined to the thread of the
 * exchange.
 */
final class Expirations {
    private final Market market;
    private final Ledger ledger;
    private final OrderBook book;
    private final Overnight overnight;
    private final Touch touch = new Touch();
    private Consumer<OptionSettlement> listener = settlement -> {};
    private long count;

    Expirations(Market market, Ledger ledger, OrderBook book, Overnight overnight) {
        this.market = market;
        this.ledger = ledger;
        this.book = book;
        this.overnight = overnight;
    }

    void reportTo(Consumer<OptionSettlement> newListener) {
        listener = newListener;
    }

    /** The open at which the next position is settled, as a second of the epoch; {@link Market#NEVER} for none. */
    long nextOpening() {
        long next = Market.NEVER;
        for (Instrument instrument : ledger.instruments()) {
            if (instrument instanceof OptionContract option && option.settlement() == Settlement.CASH_AM) {
                next = Math.min(
                        next,
                        Expiry.settlesAt(option, market.calendar())
                                .map(Instant::getEpochSecond)
                                .orElse(Market.NEVER));
            }
        }
        return next;
    }

    /** Settles what is due by now. */
    void settleDue(Instant now) {
        for (Instrument instrument : ledger.instruments()) {
            if (instrument instanceof OptionContract option && isDue(option, now)) {
                settle(option, now);
            }
        }
    }

    private boolean isDue(OptionContract option, Instant now) {
        return Expiry.settlesAt(option, market.calendar())
                .map(due -> !now.isBefore(due))
                .orElse(false);
    }

    private void settle(OptionContract option, Instant now) {
        // Without a price of the underlying nobody knows what it is worth: it waits for the next close.
        underlying(option, now).ifPresent(price -> {
            count++;
            book(Expiry.settlement(id(), option, ledger.quantity(option), price, now));
        });
        book.cancelAll(option, "The option expired", now);
    }

    /** Whoever holds what was written here exercises after the close where that is worth more than waiting. */
    void exerciseEarly(Instant now) {
        LocalDate today = market.calendar().tradingDate(now);
        for (Instrument instrument : ledger.instruments()) {
            Quantity held = ledger.quantity(instrument);
            if (instrument instanceof OptionContract option && held.isNegative()) {
                underlying(option, now)
                        .flatMap(price -> why(option, price, today, now))
                        .ifPresent(why -> {
                            count++;
                            book(Expiry.exercise(id(), option, held, Price.ZERO, now));
                            book.cancelAll(option, "The option was assigned early: " + why, now);
                        });
            }
        }
    }

    private Optional<EarlyExercise> why(OptionContract option, Price underlying, LocalDate today, Instant now) {
        if (!market.look(option, now.getEpochSecond(), touch)) {
            return Optional.empty();
        }
        Price mark = Price.ofUnits(touch.mark());
        MarketCalendar calendar = market.calendar();
        LocalDate next = calendar.nextTradingDay(today);
        return EarlyExercise.tonight(
                option,
                underlying,
                mark,
                overnight.dividend(option.underlying(), today, next),
                overnight.carry(option.strike(), ChronoUnit.DAYS.between(today, next)));
    }

    private ExecutionId id() {
        return new ExecutionId("sim-settled-" + count);
    }

    private void book(OptionSettlement settlement) {
        ledger.settle(settlement, market.calendar().tradingDate(settlement.at()));
        listener.accept(settlement);
    }

    private Optional<Price> underlying(OptionContract option, Instant now) {
        Instrument underlying = option.settlement() == Settlement.PHYSICAL
                ? new Stock(option.underlying(), option.currency())
                : new Index(option.underlying(), option.currency());
        return market.look(underlying, now.getEpochSecond(), touch)
                ? Optional.of(Price.ofUnits(touch.last()))
                : Optional.empty();
    }
}
