package dev.ibkrbot.broker.instrument;

import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.RoundingDirection;
import java.util.List;

/**
 * The legal prices of one instrument: bands, each from a price upward with one increment. Orders are rounded onto it
 * before they are sent, always in a named direction. Negative prices mirror positive ones. Immutable.
 *
 * @param bands ascending, the first from zero
 */
public record PriceGrid(List<Band> bands) {
    /** Stocks at a dollar or more: one cent. */
    public static final PriceGrid CENT = of("0", "0.01");
    /** Penny Program option classes: 0.01 below 3.00, 0.05 from 3.00. */
    public static final PriceGrid PENNY_CLASS = of("0", "0.01", "3", "0.05");
    /** Option classes outside the Penny Program: 0.05 below 3.00, 0.10 from 3.00. */
    public static final PriceGrid STANDARD_CLASS = of("0", "0.05", "3", "0.10");

    public PriceGrid {
        bands = List.copyOf(bands);
        if (bands.isEmpty() || !bands.get(0).from().equals(Price.ZERO)) {
            throw new IllegalArgumentException("the first band does not start at zero: " + bands);
        }
        for (int i = 1; i < bands.size(); i++) {
            if (!bands.get(i).from().isAbove(bands.get(i - 1).from())) {
                throw new IllegalArgumentException("bands are not ascending: " + bands);
            }
        }
    }

    /** Bands from alternating "from", "increment" texts. */
    public static PriceGrid of(String... fromAndIncrement) {
        if (fromAndIncrement.length % 2 != 0) {
            throw new IllegalArgumentException("a band without increment: " + List.of(fromAndIncrement));
        }
        Band[] bands = new Band[fromAndIncrement.length / 2];
        for (int i = 0; i < bands.length; i++) {
            bands[i] = new Band(Price.of(fromAndIncrement[2 * i]), Price.of(fromAndIncrement[2 * i + 1]));
        }
        return new PriceGrid(List.of(bands));
    }

    /** The step at this price. */
    public Price incrementAt(Price price) {
        Price size = price.abs();
        Price increment = bands.get(0).increment();
        for (int i = 1; i < bands.size(); i++) {
            if (!size.isBelow(bands.get(i).from())) {
                increment = bands.get(i).increment();
            }
        }
        return increment;
    }

    /**
     * The nearest legal price in the named direction; a legal price stays. A step that would leave its band stops at
     * the band's edge, where the next band begins.
     */
    public Price round(Price price, RoundingDirection direction) {
        long units = price.units();
        long step = incrementAt(price).units();
        long below = Math.floorDiv(units, step) * step;
        if (below == units) {
            return price;
        }
        long edge = edgeAbove(price.abs());
        long lower = Math.max(below, -edge);
        long upper = Math.min(Math.addExact(below, step), edge);
        return switch (direction) {
            case DOWN -> Price.ofUnits(lower);
            case UP -> Price.ofUnits(upper);
            case HALF_EVEN -> Price.ofUnits(isUpperNearer(units, lower, upper, step) ? upper : lower);
        };
    }

    private static boolean isUpperNearer(long units, long lower, long upper, long step) {
        long fromLower = units - lower;
        long toUpper = upper - units;
        return fromLower > toUpper || (fromLower == toUpper && (lower / step & 1) != 0);
    }

    /** Where the band of this size ends; {@link Long#MAX_VALUE} for the last one. */
    private long edgeAbove(Price size) {
        for (int i = 1; i < bands.size(); i++) {
            if (bands.get(i).from().isAbove(size)) {
                return bands.get(i).from().units();
            }
        }
        return Long.MAX_VALUE;
    }

    public boolean isLegal(Price price) {
        return price.units() % incrementAt(price).units() == 0;
    }

    /**
     * One band: prices of this size and more move by this increment.
     *
     * @param from lower edge, inclusive; zero or positive; a multiple of the increment
     * @param increment step; positive
     */
    public record Band(Price from, Price increment) {
        public Band {
            if (!increment.isPositive() || from.isBelow(Price.ZERO) || from.units() % increment.units() != 0) {
                throw new IllegalArgumentException("no legal band: from " + from + " by " + increment);
            }
        }
    }
}
