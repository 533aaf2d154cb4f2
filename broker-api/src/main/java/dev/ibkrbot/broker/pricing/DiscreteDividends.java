package dev.ibkrbot.broker.pricing;

import java.util.List;

/**
 * Dividends in cash that are known beforehand, by the escrowed model: the present value of those to come before
 * expiration is set aside, and only the rest of the spot moves with volatility. Immutable.
 *
 * @param payments in any order; those of today or before and those after an option's expiration do not count for it
 */
public record DiscreteDividends(List<Payment> payments) {
    /** No dividends. */
    public static final DiscreteDividends NONE = new DiscreteDividends(List.of());

    /**
     * One dividend.
     *
     * @param yearsToExDate until the underlying trades without it
     * @param amount per share, in the currency of the spot; not negative
     */
    public record Payment(double yearsToExDate, double amount) {
        public Payment {
            if (!Double.isFinite(yearsToExDate)) {
                throw new IllegalArgumentException("yearsToExDate is " + yearsToExDate);
            }
            if (!(amount >= 0 && amount < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("amount is " + amount + ", not a finite number from 0 up");
            }
        }
    }

    public DiscreteDividends {
        payments = List.copyOf(payments);
    }

    /**
     * The same option on the underlying without its dividends: what a European price or an implied volatility is then
     * taken of.
     *
     * @throws IllegalArgumentException if the present value of the dividends is not below the spot
     */
    public OptionInputs escrow(OptionInputs inputs) {
        double spot = inputs.spot() - presentValue(inputs, 0);
        if (!(spot > 0)) {
            throw new IllegalArgumentException(
                    "dividends of " + (inputs.spot() - spot) + " are not below the spot " + inputs.spot());
        }
        return new OptionInputs(
                inputs.right(), spot, inputs.strike(), inputs.yearsToExpiry(), inputs.rate(), inputs.dividendYield());
    }

    /** At {@code years} from now, of the dividends after that and up to expiration. */
    double presentValue(OptionInputs inputs, double years) {
        double sum = 0;
        for (Payment payment : payments) {
            double exDate = payment.yearsToExDate();
            if (exDate > years && exDate <= inputs.yearsToExpiry()) {
                sum += payment.amount() * Elementary.exp(-inputs.rate() * (exDate - years));
            }
        }
        return sum;
    }
}
