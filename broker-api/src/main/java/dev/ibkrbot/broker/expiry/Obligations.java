package dev.ibkrbot.broker.expiry;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Settlement;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is owed if every short option is assigned, by date. Options held long are not counted on, and those that settle
 * in cash are not in it, because what they cost is known only at their end. Immutable.
 *
 * @param items one for each expiration, underlying and currency, in this order; empty without short options
 */
public record Obligations(List<Item> items) {
    public Obligations {
        items = List.copyOf(items);
    }

    /**
     * What the short options of one expiration and underlying change together.
     *
     * @param date their expiration
     * @param underlying what is delivered
     * @param cash change of the account's cash; negative is to be paid
     * @param shares change of the holding; negative is to be delivered
     * @param cashOwed what the puts take, zero or more: all of it may come at once, without what calls bring
     * @param sharesOwed what the calls take, zero or more
     */
    public record Item(
            LocalDate date, Symbol underlying, Money cash, Quantity shares, Money cashOwed, Quantity sharesOwed) {}

    private record Key(LocalDate date, Symbol underlying, Currency currency) {}

    /** Of these positions. */
    public static Obligations of(List<Position> positions) {
        Map<Key, Item> items = new LinkedHashMap<>();
        for (Position position : positions) {
            if (position.instrument() instanceof OptionContract option
                    && position.quantity().isNegative()
                    && option.settlement() == Settlement.PHYSICAL) {
                Item item = item(option, position.quantity());
                items.merge(new Key(item.date(), item.underlying(), option.currency()), item, Obligations::plus);
            }
        }
        List<Item> sorted = new ArrayList<>(items.values());
        sorted.sort(Comparator.comparing(Item::date)
                .thenComparing(Item::underlying)
                .thenComparing(it -> it.cash().currency().code()));
        return new Obligations(sorted);
    }

    private static Item item(OptionContract option, Quantity held) {
        Quantity shares = Expiry.delivered(option, held);
        Price strike = option.strike();
        Money cash = strike.times(1, shares, option.currency()).negated();
        Money nothing = Money.zero(option.currency());
        return new Item(
                option.expiration(),
                option.underlying(),
                cash,
                shares,
                cash.isNegative() ? cash.negated() : nothing,
                shares.isNegative() ? shares.negated() : Quantity.ZERO);
    }

    private static Item plus(Item a, Item b) {
        return new Item(
                a.date(),
                a.underlying(),
                a.cash().plus(b.cash()),
                a.shares().plus(b.shares()),
                a.cashOwed().plus(b.cashOwed()),
                a.sharesOwed().plus(b.sharesOwed()));
    }

    /** What all written puts in this currency could take. */
    public Money cashOwed(Currency currency) {
        return items.stream()
                .map(Item::cashOwed)
                .filter(owed -> owed.currency().equals(currency))
                .reduce(Money.zero(currency), Money::plus);
    }

    /** What all written calls on the underlying could take. */
    public Quantity sharesOwed(Symbol underlying) {
        return items.stream()
                .filter(item -> item.underlying().equals(underlying))
                .map(Item::sharesOwed)
                .reduce(Quantity.ZERO, Quantity::plus);
    }
}
