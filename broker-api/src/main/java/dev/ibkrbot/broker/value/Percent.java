package dev.ibkrbot.broker.value;

/**
 * A percentage, exact to 1e-6 of a percent: {@code Percent.of("1.5")} is 1.5 %, {@code Percent.ofFraction("0.015")}
 * is the same. Any sign. Immutable.
 */
public final class Percent implements Comparable<Percent> {
    public static final Percent ZERO = new Percent(0);
    public static final Percent HUNDRED = new Percent(Scaled.ONE);

    /** The fraction (1.5 % is 0.015) in units of 1e-8. */
    private final long fractionUnits;

    private Percent(long fractionUnits) {
        this.fractionUnits = fractionUnits;
    }

    /** From a number of percent: "1.5" is 1.5 %. */
    public static Percent of(String percent) {
        long hundredfold = Scaled.parse(percent, "percent");
        if (hundredfold % 100 != 0) {
            throw new IllegalArgumentException("percent has more than six decimal places: '" + percent + "'");
        }
        return new Percent(hundredfold / 100);
    }

    /** From a fraction: "0.015" is 1.5 %. */
    public static Percent ofFraction(String fraction) {
        return new Percent(Scaled.parse(fraction, "fraction"));
    }

    /** From a fraction counted in 1e-8 units. */
    public static Percent ofFractionUnits(long fractionUnits) {
        return new Percent(fractionUnits);
    }

    /** The fraction in 1e-8 units: 1.5 % is 1,500,000. */
    public long fractionUnits() {
        return fractionUnits;
    }

    /** The named gate to an estimate: 1.5 % is 0.015. */
    public double asFraction() {
        return Scaled.asDouble(fractionUnits);
    }

    public Percent negated() {
        return new Percent(Math.negateExact(fractionUnits));
    }

    /** The absolute size. */
    public Percent abs() {
        return fractionUnits < 0 ? negated() : this;
    }

    public boolean isPositive() {
        return fractionUnits > 0;
    }

    @Override
    public int compareTo(Percent other) {
        return Long.compare(fractionUnits, other.fractionUnits);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Percent that && fractionUnits == that.fractionUnits;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(fractionUnits);
    }

    /** The fraction as plain decimal text: 1.5 % is "0.015". */
    public String fraction() {
        return Scaled.text(fractionUnits, 0);
    }

    /** Percent text: "1.5%". */
    @Override
    public String toString() {
        return Scaled.text(Math.multiplyExact(fractionUnits, 100), 0) + "%";
    }
}
