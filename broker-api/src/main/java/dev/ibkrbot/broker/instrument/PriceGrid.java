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
        for (Band band : bands) {
            if (!size.isBelow(band.from())) {
                increment = band.increment();
            }
        }
        return increment;
    }

    /**
     * The nearest legal price in the named direction; a legal price stays. A step that leaves its band lands on the
     * band's edge, which is legal in both.
     */
    public Price round(Price price, RoundingDirection direction) {
        long step = incrementAt(price).units();
        long below = Math.floorDiv(price.units(), step) * step;
        if (below == price.units()) {
            return price;
        }
        return switch (direction) {
            case DOWN -> Price.ofUnits(below);
            case UP -> Price.ofUnits(Math.addExact(below, step));
            case HALF_EVEN -> Price.ofUnits(nearest(price.units(), below, step));
        };
    }

    private static long nearest(long units, long below, long step) {
        long distance = units - below;
        boolean up = distance * 2 > step || (distance * 2 == step && (below / step & 1) != 0);
        return up ? Math.addExact(below, step) : below;
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
