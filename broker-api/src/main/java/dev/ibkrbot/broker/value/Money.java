package dev.ibkrbot.broker.value;

/**
 * An amount of cash in one currency, exact to 1e-8. Mixing currencies throws {@link IllegalArgumentException};
 * overflow throws {@link ArithmeticException}. Immutable.
 */
public final class Money implements Comparable<Money> {
    private final long units;
    private final Currency currency;

    private Money(long units, Currency currency) {
        this.units = units;
        this.currency = currency;
    }

    /** From plain decimal text such as "-12.34". */
    public static Money of(String decimal, Currency currency) {
        return new Money(Scaled.parse(decimal, "money"), currency);
    }

    /** Dollars from plain decimal text. */
    public static Money usd(String decimal) {
        return of(decimal, Currency.USD);
    }

    /** From a count of 1e-8 units of the currency. */
    public static Money ofUnits(long units, Currency currency) {
        return new Money(units, currency);
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /** The count of 1e-8 units. */
    public long units() {
        return units;
    }

    public Currency currency() {
        return currency;
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(units, sameCurrency(other).units), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(units, sameCurrency(other).units), currency);
    }

    public Money negated() {
        return new Money(Math.negateExact(units), currency);
    }

    public Money abs() {
        return units < 0 ? negated() : this;
    }

    /** So many times this amount, half-even at 1e-8. */
    public Money times(Quantity quantity) {
        return new Money(
                Scaled.multiplyDivide(units, quantity.units(), Scaled.ONE, RoundingDirection.HALF_EVEN), currency);
    }

    /** The given part of this amount, rounded at 1e-8 as named. */
    public Money part(Percent share, RoundingDirection direction) {
        return new Money(Scaled.multiplyDivide(units, share.fractionUnits(), Scaled.ONE, direction), currency);
    }

    /** How many whole times the (positive) other amount fits into this one; zero when this is negative. */
    public long wholeTimes(Money other) {
        if (sameCurrency(other).units <= 0) {
            throw new IllegalArgumentException("divisor is not positive: " + other);
        }
        return units <= 0 ? 0 : units / other.units;
    }

    /** This amount as a percentage of a positive whole, half-even at 1e-8 of the fraction. */
    public Percent percentOf(Money whole) {
        if (sameCurrency(whole).units <= 0) {
            throw new IllegalArgumentException("whole is not positive: " + whole);
        }
        return Percent.ofFractionUnits(
                Scaled.multiplyDivide(units, Scaled.ONE, whole.units, RoundingDirection.HALF_EVEN));
    }

    /** The price per share at which so many contracts cost this amount, half-even at 1e-8. */
    public Price perShare(int multiplier, Quantity quantity) {
        // One division: rounding per contract first and per share then moves some results by 1e-8.
        long shares = Math.multiplyExact(quantity.units(), multiplier);
        return Price.ofUnits(Scaled.multiplyDivide(units, Scaled.ONE, shares, RoundingDirection.HALF_EVEN));
    }

    /** Rounded to whole cents (1e-2) in the named direction: fee schedules bill in cents. */
    public Money roundedToCents(RoundingDirection direction) {
        long cent = Scaled.ONE / 100;
        return new Money(Math.multiplyExact(Scaled.divide(units, cent, direction), cent), currency);
    }

    public Money min(Money other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Money max(Money other) {
        return compareTo(other) >= 0 ? this : other;
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

    /** The named gate to an estimate, for charts and statistics. */
    public double asDouble() {
        return Scaled.asDouble(units);
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot mix " + currency + " and " + other.currency);
        }
        return other;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(units, sameCurrency(other).units);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Money that && units == that.units && currency.equals(that.currency);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(units) + currency.hashCode();
    }

    /** The amount alone, as plain decimal text with at least two places: "1234.50". */
    public String amount() {
        return Scaled.text(units, 2);
    }

    /** The amount and its currency: "1234.50 USD". */
    @Override
    public String toString() {
        return amount() + " " + currency;
    }
}
