package dev.ibkrbot.stub.sim;

import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.margin.Holding;
import dev.ibkrbot.broker.margin.MarginRequirement;
import dev.ibkrbot.broker.margin.RegT;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What cash and holdings leave to spend: purchases are paid in full, and what is sold short needs what {@link RegT} asks
 * for, where stock lends its value to what is written on it and to nothing else. Immutable.
 *
 * @param cash at hand
 * @param holdings signed quantity by instrument, without zeros and combos
 */
record Funds(Money cash, Map<Instrument, Quantity> holdings) {
    /** What is free to take on more, and what is free before something must be given up. */
    record Free(Money initial, Money maintenance) {}

    /** These funds after a trade at this price; a combination comes as its legs. */
    Funds after(Instrument instrument, Quantity signed, Price price) {
        Map<Instrument, Quantity> changed = new LinkedHashMap<>(holdings);
        if (instrument instanceof Combo combo) {
            combo.legs().forEach(leg -> add(changed, leg.instrument(), times(signed, leg.ratio())));
        } else {
            add(changed, instrument, signed);
        }
        return new Funds(cash.minus(price.times(instrument.multiplier(), signed, instrument.currency())), changed);
    }

    private static void add(Map<Instrument, Quantity> holdings, Instrument instrument, Quantity more) {
        Quantity sum = holdings.getOrDefault(instrument, Quantity.ZERO).plus(more);
        if (sum.isZero()) {
            holdings.remove(instrument);
        } else {
            holdings.put(instrument, sum);
        }
    }

    static Quantity times(Quantity quantity, int ratio) {
        return Quantity.ofUnits(Math.multiplyExact(quantity.units(), ratio));
    }

    /** What counts before margin: all but the options sold short. */
    Money equityWithLoan(Function<Instrument, Price> marks) {
        Money equity = cash;
        for (Map.Entry<Instrument, Quantity> it : holdings.entrySet()) {
            boolean written =
                    it.getKey() instanceof OptionContract && it.getValue().isNegative();
            if (!written) {
                equity = equity.plus(value(it.getKey(), marks.apply(it.getKey()), it.getValue()));
            }
        }
        return equity;
    }

    /** Whether options on this are sold short. */
    boolean hasWritten(Symbol underlying) {
        return holdings.entrySet().stream()
                .anyMatch(it -> it.getKey() instanceof OptionContract option
                        && option.underlying().equals(underlying)
                        && it.getValue().isNegative());
    }

    /** What is left of the cash. */
    Free free(Function<Instrument, Price> marks) {
        Money initial = cash;
        Money maintenance = cash;
        if (holdings.values().stream().noneMatch(Quantity::isNegative)) {
            return new Free(initial, maintenance);
        }
        for (List<Map.Entry<Instrument, Quantity>> group : byUnderlying().values()) {
            if (group.stream().anyMatch(it -> it.getValue().isNegative())) {
                Stock stock = new Stock(
                        group.get(0).getKey().underlying(),
                        group.get(0).getKey().currency());
                Money value = value(stock, marks.apply(stock), holdings.getOrDefault(stock, Quantity.ZERO));
                MarginRequirement needed = needed(group, stock, marks);
                Money nothing = Money.zero(cash.currency());
                initial = initial.plus(value.minus(needed.initial()).min(nothing));
                maintenance = maintenance.plus(value.minus(needed.maintenance()).min(nothing));
            }
        }
        return new Free(initial, maintenance);
    }

    private Map<Symbol, List<Map.Entry<Instrument, Quantity>>> byUnderlying() {
        Map<Symbol, List<Map.Entry<Instrument, Quantity>>> groups = new LinkedHashMap<>();
        holdings.entrySet()
                .forEach(it -> groups.computeIfAbsent(it.getKey().underlying(), key -> new ArrayList<>())
                        .add(it));
        return groups;
    }

    private static MarginRequirement needed(
            List<Map.Entry<Instrument, Quantity>> group, Stock stock, Function<Instrument, Price> marks) {
        List<Holding> held = group.stream()
                .map(it -> new Holding(it.getKey(), it.getValue(), marks.apply(it.getKey())))
                .toList();
        return RegT.of(held, underlying(held, stock, marks), stock.currency());
    }

    /** The price of the underlying; of one that shows none the highest strike written, which asks for the most. */
    private static Price underlying(List<Holding> held, Stock stock, Function<Instrument, Price> marks) {
        Price price = marks.apply(stock);
        if (price.isPositive()) {
            return price;
        }
        return held.stream()
                .map(Holding::instrument)
                .filter(OptionContract.class::isInstance)
                .map(it -> ((OptionContract) it).strike())
                .reduce(Price.ofUnits(1), (a, b) -> a.isAbove(b) ? a : b);
    }

    private static Money value(Instrument instrument, Price price, Quantity signed) {
        Currency currency = instrument.currency();
        return price.times(instrument.multiplier(), signed, currency);
    }
}
