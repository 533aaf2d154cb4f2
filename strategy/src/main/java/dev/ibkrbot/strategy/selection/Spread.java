package dev.ibkrbot.strategy.selection;

import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The gap between bid and ask of a two-sided quote, compared as an exact ratio to the mid: a nominal ten cents is ten
 * cents. Immutable.
 */
final class Spread implements Comparable<Spread> {
    private static final BigDecimal ONE = BigDecimal.valueOf(Percent.HUNDRED.fractionUnits());

    private final Price gap;
    /** Bid plus ask in units; twice the mid, so that no half is lost. */
    private final BigDecimal sides;

    private Spread(Price gap, BigDecimal sides) {
        this.gap = gap;
        this.sides = sides;
    }

    static Spread of(Quote quote) {
        Price bid = quote.bid().orElseThrow();
        Price ask = quote.ask().orElseThrow();
        return new Spread(ask.minus(bid), BigDecimal.valueOf(bid.units()).add(BigDecimal.valueOf(ask.units())));
    }

    Price gap() {
        return gap;
    }

    /** Whether the gap is at most this part of the mid. */
    boolean isWithin(Percent limit) {
        BigDecimal allowed = sides.multiply(BigDecimal.valueOf(limit.fractionUnits()));
        return doubledGap().multiply(ONE).compareTo(allowed) <= 0;
    }

    /** The gap as part of the mid, in percent, for people: four decimals. */
    String percentText() {
        return doubledGap()
                        .multiply(BigDecimal.valueOf(100))
                        .divide(sides, MathContext.DECIMAL64)
                        .setScale(4, RoundingMode.HALF_EVEN)
                        .toPlainString()
                + "%";
    }

    /** Narrower, relative to the mid, is less. */
    @Override
    public int compareTo(Spread other) {
        return doubledGap().multiply(other.sides).compareTo(other.doubledGap().multiply(sides));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Spread that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return doubledGap()
                .divide(sides, MathContext.DECIMAL64)
                .stripTrailingZeros()
                .hashCode();
    }

    private BigDecimal doubledGap() {
        return BigDecimal.valueOf(gap.units()).multiply(BigDecimal.valueOf(2));
    }
}
