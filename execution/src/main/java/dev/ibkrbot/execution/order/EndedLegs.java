package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.account.OptionSettlement;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The legs of a combination that ended by their terms while others may still live. The trade ends with the last of them,
 * at all the cash they brought and what shares are left of them at their basis. Confined to the engine thread.
 */
final class EndedLegs {
    private final Combo combo;
    private final Map<Instrument, Quantity> ended = new HashMap<>();
    private Money cash;
    private long shares;
    private Price basis = Price.ZERO;
    private Optional<OptionSettlement.Kind> kind = Optional.empty();

    /** Of a trade of a combination; absent of any other. */
    static Optional<EndedLegs> of(TradeOrigin origin) {
        return origin.instrument() instanceof Combo combo ? Optional.of(new EndedLegs(combo)) : Optional.empty();
    }

    EndedLegs(Combo combo) {
        this.combo = combo;
        cash = Money.zero(combo.currency());
    }

    /** What is held of each leg, for so many combinations; negative ones were sold. */
    List<Position> left(Quantity combinations) {
        List<Position> left = new ArrayList<>();
        for (Combo.Leg leg : combo.legs()) {
            Quantity held = times(combinations, leg.ratio()).minus(ended.getOrDefault(leg.instrument(), Quantity.ZERO));
            if (!held.isZero()) {
                left.add(new Position(leg.instrument(), held, Price.ZERO));
            }
        }
        return left;
    }

    /** Part of a leg ended, of all that the settlement tells of. */
    void add(OptionSettlement settlement, Quantity part) {
        Quantity all = settlement.quantity().abs();
        Quantity signed = settlement.quantity().isNegative() ? part.negated() : part;
        ended.merge(settlement.contract(), signed, Quantity::plus);
        cash = cash.plus(
                part.equals(all)
                        ? settlement.cash()
                        : settlement.cash().perShare(1, all).times(1, part, combo.currency()));
        long delivered = settlement.shares().wholeExact() / all.wholeExact() * part.wholeExact();
        if (delivered != 0) {
            shares += delivered;
            basis = settlement.basis();
        }
        if (kind.isEmpty() || settlement.kind() != OptionSettlement.Kind.EXPIRED) {
            kind = kind.filter(OptionSettlement.Kind.ASSIGNED::equals).or(() -> Optional.of(settlement.kind()));
        }
    }

    /** What they brought together, signed like cash received. */
    Money value() {
        return cash.plus(basis.times(1, Quantity.of(shares), combo.currency()));
    }

    /** How the last of them, or the one that was assigned, ended. */
    OptionSettlement.Kind kind() {
        return kind.orElse(OptionSettlement.Kind.EXPIRED);
    }

    private static Quantity times(Quantity quantity, int ratio) {
        return Quantity.ofUnits(StrictMath.multiplyExact(quantity.units(), (long) ratio));
    }
}
