package dev.ibkrbot.stub.sim;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Cash and holdings of the simulated account. Cash changes by exactly what fills and fees say; trades settle at once.
 * Confined to the thread of the exchange.
 */
final class Ledger {
    private final Map<Instrument, Holding> holdings = new LinkedHashMap<>();
    private Money cash;
    private Money realizedToday;
    private LocalDate realizedOn = LocalDate.MIN;

    Ledger(Money cash) {
        this.cash = cash;
        realizedToday = Money.zero(cash.currency());
    }

    /** Signed quantity and what was paid for it (received, when negative), without fees. */
    private record Holding(Quantity quantity, Money cost) {
        Price average(Instrument instrument) {
            return cost.perShare(instrument.multiplier(), quantity);
        }
    }

    void fill(Execution execution, LocalDate date) {
        startDay(date);
        Instrument instrument = execution.instrument();
        Quantity signed = execution.side() == Side.BUY
                ? execution.quantity()
                : execution.quantity().negated();
        cash = cash.minus(value(instrument, execution.price(), signed));
        Quantity held = quantity(instrument);
        boolean closes = held.isPositive() && signed.isNegative() || held.isNegative() && signed.isPositive();
        Quantity closed = closes ? signed.abs().min(held.abs()) : Quantity.ZERO;
        if (!closed.isZero()) {
            close(instrument, held.isPositive() ? closed : closed.negated(), execution.price());
        }
        Quantity opened = signed.isPositive() ? signed.minus(closed) : signed.plus(closed);
        if (!opened.isZero()) {
            Money cost = value(instrument, execution.price(), opened);
            holdings.merge(
                    instrument,
                    new Holding(opened, cost),
                    (old, more) -> new Holding(
                            old.quantity().plus(more.quantity()), old.cost().plus(more.cost())));
        }
    }

    /** Takes a signed part of a holding away; what it brought beyond its cost is realised. */
    private void close(Instrument instrument, Quantity part, Price price) {
        Holding holding = holdings.get(instrument);
        boolean all = part.equals(holding.quantity());
        Money cost = all ? holding.cost() : value(instrument, holding.average(instrument), part);
        realizedToday = realizedToday.plus(value(instrument, price, part).minus(cost));
        if (all) {
            holdings.remove(instrument);
        } else {
            holdings.put(
                    instrument,
                    new Holding(holding.quantity().minus(part), holding.cost().minus(cost)));
        }
    }

    void charge(Money fee, LocalDate date) {
        startDay(date);
        cash = cash.minus(fee);
        realizedToday = realizedToday.minus(fee);
    }

    /** An expired option pays its value in cash and is gone. */
    void settle(Instrument instrument, Price value, LocalDate date) {
        startDay(date);
        Quantity held = quantity(instrument);
        if (!held.isZero()) {
            cash = cash.plus(value(instrument, value, held));
            close(instrument, held, value);
        }
    }

    private void startDay(LocalDate date) {
        if (!date.equals(realizedOn)) {
            realizedOn = date;
            realizedToday = Money.zero(cash.currency());
        }
    }

    Money cash() {
        return cash;
    }

    Money realized(LocalDate date) {
        return date.equals(realizedOn) ? realizedToday : Money.zero(cash.currency());
    }

    Quantity quantity(Instrument instrument) {
        Holding holding = holdings.get(instrument);
        return holding == null ? Quantity.ZERO : holding.quantity();
    }

    boolean isEmpty() {
        return holdings.isEmpty();
    }

    int openPositions() {
        return holdings.size();
    }

    List<Instrument> instruments() {
        return List.copyOf(holdings.keySet());
    }

    List<Position> positions() {
        List<Position> positions = new ArrayList<>();
        holdings.forEach((instrument, holding) ->
                positions.add(new Position(instrument, holding.quantity(), holding.average(instrument))));
        return List.copyOf(positions);
    }

    /** Cash and holdings at these prices. */
    Money worth(Function<Instrument, Price> marks) {
        Money worth = cash;
        for (Map.Entry<Instrument, Holding> entry : holdings.entrySet()) {
            Instrument instrument = entry.getKey();
            worth = worth.plus(
                    value(instrument, marks.apply(instrument), entry.getValue().quantity()));
        }
        return worth;
    }

    /** Cash less one and a half times the value of stock sold short: its proceeds and half of it again are bound. */
    Money available(Function<Instrument, Price> marks) {
        Money available = cash;
        for (Map.Entry<Instrument, Holding> entry : holdings.entrySet()) {
            Quantity quantity = entry.getValue().quantity();
            if (quantity.isNegative() && entry.getKey() instanceof Stock stock) {
                Money value = value(stock, marks.apply(stock), quantity);
                available = available.plus(value).plus(SimulatedExchange.half(value));
            }
        }
        return available;
    }

    private static Money value(Instrument instrument, Price price, Quantity signed) {
        return price.times(instrument.multiplier(), signed, instrument.currency());
    }
}
