package dev.ibkrbot.broker.instrument;

import dev.ibkrbot.broker.value.Currency;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several option or stock legs traded as one at a net price per share; a negative net price is a credit. Legs share
 * one underlying and one currency; at least two. Immutable.
 */
public record Combo(Symbol underlying, Currency currency, List<Leg> legs) implements Instrument {
    public Combo {
        legs = List.copyOf(legs);
        if (legs.size() < 2) {
            throw new IllegalArgumentException("a combo has at least two legs, not " + legs.size());
        }
        for (Leg leg : legs) {
            if (!leg.instrument().underlying().equals(underlying)
                    || !leg.instrument().currency().equals(currency)
                    || leg.instrument() instanceof Combo) {
                throw new IllegalArgumentException("leg does not belong to a " + underlying + " combo: " + leg);
            }
        }
    }

    /** Net prices are per share of the largest leg multiplier. */
    @Override
    public int multiplier() {
        return legs.stream()
                .mapToInt(leg -> leg.instrument().multiplier())
                .max()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return legs.stream().map(Leg::toString).collect(Collectors.joining(" / "));
    }

    /**
     * One leg: how many units are bought (positive) or sold (negative) per combo; never zero.
     *
     * @param instrument a stock or option
     * @param ratio signed whole units per combo
     */
    public record Leg(Instrument instrument, int ratio) {
        public Leg {
            if (ratio == 0) {
                throw new IllegalArgumentException("leg ratio is zero: " + instrument);
            }
        }

        @Override
        public String toString() {
            return (ratio > 0 ? "+" : "") + ratio + " " + instrument;
        }
    }
}
