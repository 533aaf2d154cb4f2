package dev.ibkrbot.stub.sim;

import dev.ibkrbot.broker.account.OptionSettlement;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
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
        Quantity signed = execution.side() == Side.BUY
                ? execution.quantity()
                : execution.quantity().negated();
        trade(execution.instrument(), signed, execution.price());
    }

    private void trade(Instrument instrument, Quantity signed, Price price) {
        cash = cash.minus(value(instrument, price, signed));
        Quantity held = quantity(instrument);
        boolean closes = held.isPositive() && signed.isNegative() || held.isNegative() && signed.isPositive();
        Quantity closed = closes ? signed.abs().min(held.abs()) : Quantity.ZERO;
        if (!closed.isZero()) {
            Quantity part = held.isPositive() ? closed : closed.negated();
            close(instrument, part, value(instrument, price, part));
        }
        Quantity opened = signed.isPositive() ? signed.minus(closed) : signed.plus(closed);
        if (!opened.isZero()) {
            Money cost = value(instrument, price, opened);
            holdings.merge(
                    instrument,
                    new Holding(opened, cost),
                    (old, more) -> new Holding(
                            old.quantity().plus(more.quantity()), old.cost().plus(more.cost())));
        }
    }

    /** Takes a signed part of a holding away; what it brought beyond its cost is realised. */
    private void close(Instrument instrument, Quantity part, Money received) {
        Holding holding = holdings.get(instrument);
        boolean all = part.equals(holding.quantity());
        Money cost = all ? holding.cost() : value(instrument, holding.average(instrument), part);
        realizedToday = realizedToday.plus(received.minus(cost));
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

    /**
     * An option position ends: what it pays in cash is its profit beside the premium; shares come or go at their basis, so
     * that the premium stays with the option.
     */
    void settle(OptionSettlement settlement, LocalDate date) {
        startDay(date);
        OptionContract option = settlement.contract();
        cash = cash.plus(settlement.value());
        close(option, settlement.quantity(), settlement.value());
        if (!settlement.shares().isZero()) {
            trade(new Stock(option.underlying(), option.currency()), settlement.shares(), settlement.basis());
        }
    }

    /** Cash without a trade, such as a dividend; negative when charged. */
    void receive(Money amount, LocalDate date) {
        startDay(date);
        cash = cash.plus(amount);
        realizedToday = realizedToday.plus(amount);
    }

    /** A holding becomes another one at the same cost. */
    void exchange(Instrument old, Instrument becomes, Quantity quantity) {
        Holding holding = holdings.remove(old);
        holdings.put(becomes, new Holding(quantity, holding.cost()));
    }

    /** A signed part of a holding is paid out. */
    void cashIn(Instrument instrument, Quantity part, Money received, LocalDate date) {
        startDay(date);
        cash = cash.plus(received);
        close(instrument, part, received);
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

    /** Cash and holdings as they are now. */
    Funds funds() {
        Map<Instrument, Quantity> quantities = new LinkedHashMap<>();
        holdings.forEach((instrument, holding) -> quantities.put(instrument, holding.quantity()));
        return new Funds(cash, quantities);
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

    /** What may be spent on new positions. */
    Money available(Function<Instrument, Price> marks) {
        return funds().free(marks).initial();
    }

    private static Money value(Instrument instrument, Price price, Quantity signed) {
        return price.times(instrument.multiplier(), signed, instrument.currency());
    }
}
