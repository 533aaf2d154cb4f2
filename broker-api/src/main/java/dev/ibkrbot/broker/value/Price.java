package dev.ibkrbot.broker.value;

/**
 * A price per share (of stock, or of the share underlying an option), exact to 1e-8, in the currency of the
 * instrument it belongs to. May be zero or negative (combos trade at credits); whoever needs a positive price says
 * so. Overflow throws {@link ArithmeticException}. Immutable.
 */
public final class Price implements Comparable<Price> {
    public static final Price ZERO = new Price(0);

    private final long units;

    private Price(long units) {
        this.units = units;
    }

    /** From plain decimal text such as "12.34"; exponents, NaN and more than eight places are refused. */
    public static Price of(String decimal) {
        return ofUnits(Scaled.parse(decimal, "price"));
    }

    /** From a count of 1e-8 units. */
    public static Price ofUnits(long units) {
        return units == 0 ? ZERO : new Price(units);
    }

    /** The named gate from an estimate: the shortest decimal of the double, rounded as named; must be finite. */
    public static Price ofDouble(double estimate, RoundingDirection direction) {
        return ofUnits(Scaled.ofDouble(estimate, direction, "price"));
    }

    /** The count of 1e-8 units. */
    public long units() {
        return units;
    }

    /** The named gate to an estimate. */
    public double asDouble() {
        return Scaled.asDouble(units);
    }

    public Price plus(Price other) {
        return ofUnits(Math.addExact(units, other.units));
    }

    public Price minus(Price other) {
        return ofUnits(Math.subtractExact(units, other.units));
    }

    /** This price grown by a percentage, exact to 1e-8 and rounded there as named; a negative one shrinks it. */
    public Price increasedBy(Percent change, RoundingDirection direction) {
        return ofUnits(
                Math.addExact(units, Scaled.multiplyDivide(units, change.fractionUnits(), Scaled.ONE, direction)));
    }

    /** The given part of this price, rounded at 1e-8 as named. */
    public Price part(Percent share, RoundingDirection direction) {
        return ofUnits(Scaled.multiplyDivide(units, share.fractionUnits(), Scaled.ONE, direction));
    }

    /** The middle of two prices, half-even at 1e-8. */
    public Price midpointTo(Price other) {
        return ofUnits(Scaled.divide(Math.addExact(units, other.units), 2, RoundingDirection.HALF_EVEN));
    }

    /** Cash value of so many contracts (or shares) with so many shares each; half-even at 1e-8. */
    public Money times(int multiplier, Quantity quantity, Currency currency) {
        long perContract = Math.multiplyExact(units, multiplier);
        return Money.ofUnits(
                Scaled.multiplyDivide(perContract, quantity.units(), Scaled.ONE, RoundingDirection.HALF_EVEN),
                currency);
    }

    /** The absolute size. */
    public Price abs() {
        return units < 0 ? ofUnits(Math.negateExact(units)) : this;
    }

    public boolean isPositive() {
        return units > 0;
    }

    public boolean isAbove(Price other) {
        return units > other.units;
    }

    public boolean isBelow(Price other) {
        return units < other.units;
    }

    @Override
    public int compareTo(Price other) {
        return Long.compare(units, other.units);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Price that && units == that.units;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(units);
    }

    /** Plain decimal text with at least two places: "12.30", "0.0125". */
    @Override
    public String toString() {
        return Scaled.text(units, 2);
    }
}
