package dev.ibkrbot.broker.value;

/**
 * A number of contracts or shares, exact to 1e-8. Orders carry positive quantities; positions are signed, short
 * negative. Overflow throws {@link ArithmeticException}. Immutable.
 */
public final class Quantity implements Comparable<Quantity> {
    public static final Quantity ZERO = new Quantity(0);
    public static final Quantity ONE = new Quantity(Scaled.ONE);

    private final long units;

    private Quantity(long units) {
        this.units = units;
    }

    /** So many whole contracts or shares. */
    public static Quantity of(long whole) {
        return ofUnits(Math.multiplyExact(whole, Scaled.ONE));
    }

    /** From plain decimal text, for fractional shares. */
    public static Quantity of(String decimal) {
        return ofUnits(Scaled.parse(decimal, "quantity"));
    }

    /** From a count of 1e-8 units. */
    public static Quantity ofUnits(long units) {
        return units == 0 ? ZERO : new Quantity(units);
    }

    /** The count of 1e-8 units. */
    public long units() {
        return units;
    }

    /** The whole number this quantity is; throws {@link ArithmeticException} when it has a fraction. */
    public long wholeExact() {
        if (units % Scaled.ONE != 0) {
            throw new ArithmeticException("not a whole quantity: " + this);
        }
        return units / Scaled.ONE;
    }

    public Quantity plus(Quantity other) {
        return ofUnits(Math.addExact(units, other.units));
    }

    public Quantity minus(Quantity other) {
        return ofUnits(Math.subtractExact(units, other.units));
    }

    public Quantity negated() {
        return ofUnits(Math.negateExact(units));
    }

    public Quantity abs() {
        return units < 0 ? negated() : this;
    }

    public Quantity min(Quantity other) {
        return units <= other.units ? this : other;
    }

    public boolean isPositive() {
        return units > 0;
    }

    public boolean isNegative() {
        return units < 0;
    }

    public boolean isZero() {
        return units == 0;
    }

    @Override
    public int compareTo(Quantity other) {
        return Long.compare(units, other.units);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Quantity that && units == that.units;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(units);
    }

    /** Plain decimal text without trailing zeros: "20", "0.5". */
    @Override
    public String toString() {
        return Scaled.text(units, 0);
    }
}
