package dev.ibkrbot.stub.sim;

import dev.ibkrbot.broker.account.OptionSettlement;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Consumer;

/**
 * Ends option positions at the close of their expiration date: pays their intrinsic value in cash, reports it, and
 * cancels what still rests in them. Confined to the thread of the exchange.
 */
final class Expirations {
    private final Market market;
    private final Ledger ledger;
    private final OrderBook book;
    private final Touch touch = new Touch();
    private Consumer<OptionSettlement> listener = settlement -> {};
    private long count;

    Expirations(Market market, Ledger ledger, OrderBook book) {
        this.market = market;
        this.ledger = ledger;
        this.book = book;
    }

    void reportTo(Consumer<OptionSettlement> newListener) {
        listener = newListener;
    }

    /** The session of this date has closed. */
    void settle(LocalDate date, Instant now) {
        for (Instrument instrument : ledger.instruments()) {
            if (instrument instanceof OptionContract option
                    && !option.expiration().isAfter(date)) {
                settle(option, date, now);
            }
        }
    }

    private void settle(OptionContract option, LocalDate date, Instant now) {
        Stock underlying = new Stock(option.underlying(), option.currency());
        // Without a price of the underlying nobody knows what it is worth: it waits for the next close.
        if (market.look(underlying, now.getEpochSecond(), touch)) {
            Price value = OrderRules.intrinsic(option, Price.ofUnits(touch.last()));
            Quantity held = ledger.quantity(option);
            ledger.settle(option, value, date);
            listener.accept(settlement(option, held, value, now));
        }
        book.cancelAll(option, "The option expired", now);
    }

    private OptionSettlement settlement(OptionContract option, Quantity held, Price value, Instant now) {
        count++;
        OptionSettlement.Kind kind =
                held.isPositive() ? OptionSettlement.Kind.EXERCISED : OptionSettlement.Kind.ASSIGNED;
        return new OptionSettlement(
                new ExecutionId("sim-settled-" + count),
                value.isPositive() ? kind : OptionSettlement.Kind.EXPIRED,
                option,
                held,
                value.times(option.multiplier(), held, option.currency()),
                Quantity.ZERO,
                option.strike(),
                now);
    }
}
