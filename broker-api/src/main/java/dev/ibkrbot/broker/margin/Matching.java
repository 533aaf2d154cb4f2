package dev.ibkrbot.broker.margin;

import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds for every written contract of one underlying what stands against it. Confined to one computation. */
final class Matching {
    private final Price underlying;
    private final Currency currency;
    private final List<Lot> written = new ArrayList<>();
    private final List<Lot> held = new ArrayList<>();
    private long shares;
    private MarginRequirement total;

    /** Contracts of one series that are not matched yet. */
    private static final class Lot {
        private final OptionContract option;
        private final Price mark;
        private long contracts;

        Lot(OptionContract option, Price mark, long contracts) {
            this.option = option;
            this.mark = mark;
            this.contracts = contracts;
        }
    }

    /**
     * What one written contract needs.
     *
     * @param amount all of it
     * @param mark what remains of it beside a greater need on the other side
     */
    private record Need(Money amount, Money mark) {}

    Matching(List<Holding> holdings, Price underlying, Currency currency) {
        this.underlying = underlying;
        this.currency = currency;
        total = MarginRequirement.same(Money.zero(currency));
        for (Holding holding : holdings) {
            if (holding.instrument() instanceof Stock) {
                shares += holding.quantity().wholeExact();
            } else if (holding.instrument() instanceof OptionContract option) {
                long contracts = holding.quantity().wholeExact();
                (contracts < 0 ? written : held).add(new Lot(option, holding.mark(), Math.abs(contracts)));
            }
        }
    }

    MarginRequirement requirement() {
        coverCalls();
        if (shares > 0) {
            total = total.plus(RegT.longStock(underlying, Quantity.of(shares), currency));
        } else if (shares < 0) {
            coverPuts();
            total = total.plus(RegT.shortStock(underlying, Quantity.of(shares), currency));
        }
        Map<LocalDate, List<Need>> calls = new TreeMap<>();
        Map<LocalDate, List<Need>> puts = new TreeMap<>();
        // Those that are dearest alone choose first among what could stand against them.
        written.sort(Comparator.comparing((Lot lot) -> RegT.naked(lot.option, lot.mark, underlying))
                .reversed());
        for (Lot lot : written) {
            Map<LocalDate, List<Need>> side = lot.option.right() == Right.CALL ? calls : puts;
            side.computeIfAbsent(lot.option.expiration(), date -> new ArrayList<>())
                    .addAll(needs(lot));
        }
        calls.forEach((date, needs) -> addSides(needs, puts.getOrDefault(date, new ArrayList<>())));
        puts.forEach((date, needs) -> needs.forEach(need -> add(need.amount())));
        return total;
    }

    /** Shares stand against calls; on what is called away no more than the strike can be borrowed. */
    private void coverCalls() {
        written.sort(Comparator.comparing((Lot lot) -> lot.option.strike()));
        for (Lot lot : written) {
            while (lot.option.right() == Right.CALL && lot.contracts > 0 && shares >= lot.option.multiplier()) {
                long count = Math.min(lot.contracts, shares / lot.option.multiplier());
                Quantity covered = Quantity.of(count * lot.option.multiplier());
                Price worth = underlying.isAbove(lot.option.strike()) ? lot.option.strike() : underlying;
                MarginRequirement borrowed = RegT.longStock(worth, covered, currency);
                Money beyond = underlying.minus(worth).times(1, covered, currency);
                total = total.plus(borrowed).plus(MarginRequirement.same(beyond));
                lot.contracts -= count;
                shares -= covered.wholeExact();
            }
        }
    }

    /** Shares sold short stand against puts: what the put brings buys them back. */
    private void coverPuts() {
        written.sort(Comparator.comparing((Lot lot) -> lot.option.strike()).reversed());
        for (Lot lot : written) {
            long most = Math.abs(shares) / lot.option.multiplier();
            if (lot.option.right() == Right.PUT && most > 0) {
                long count = Math.min(lot.contracts, most);
                Quantity covered = Quantity.of(count * lot.option.multiplier());
                Price beyond = lot.option.strike().minus(underlying);
                total = total.plus(RegT.shortStock(underlying, covered, currency))
                        .plus(MarginRequirement.same(
                                (beyond.isPositive() ? beyond : Price.ZERO).times(1, covered, currency)));
                lot.contracts -= count;
                shares += covered.wholeExact();
            }
        }
    }

    private List<Need> needs(Lot lot) {
        List<Need> needs = new ArrayList<>();
        Money mark = lot.mark.times(lot.option.multiplier(), Quantity.ONE, currency);
        Money naked = RegT.naked(lot.option, lot.mark, underlying);
        held.sort(Comparator.comparing((Lot it) -> RegT.spread(lot.option, it.option)));
        for (Lot against : held) {
            Money spread = RegT.spread(lot.option, against.option);
            while (lot.contracts > 0 && stands(against, lot) && spread.compareTo(naked) < 0) {
                needs.add(new Need(spread, Money.zero(currency)));
                lot.contracts--;
                against.contracts--;
            }
        }
        for (; lot.contracts > 0; lot.contracts--) {
            needs.add(new Need(naked, mark));
        }
        return needs;
    }

    private static boolean stands(Lot against, Lot lot) {
        return against.contracts > 0
                && against.option.right() == lot.option.right()
                && against.option.multiplier() == lot.option.multiplier()
                && against.option.settlement() == lot.option.settlement()
                && !against.option.expiration().isBefore(lot.option.expiration());
    }

    /** A call and a put of one expiration cannot both end in the money. Takes what it pairs from the puts. */
    private void addSides(List<Need> calls, List<Need> puts) {
        calls.sort(Comparator.comparing(Need::amount).reversed());
        puts.sort(Comparator.comparing(Need::amount).reversed());
        for (Need call : calls) {
            if (puts.isEmpty()) {
                add(call.amount());
            } else {
                Need put = puts.remove(0);
                boolean callIsGreater = call.amount().compareTo(put.amount()) >= 0;
                add(
                        callIsGreater
                                ? call.amount().plus(put.mark())
                                : put.amount().plus(call.mark()));
            }
        }
    }

    private void add(Money amount) {
        total = total.plus(MarginRequirement.same(amount));
    }
}
