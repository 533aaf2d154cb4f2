package dev.ibkrbot.broker.trade;

import dev.ibkrbot.broker.value.Percent;

/**
 * How a proposal narrows its size below what the account could carry. Immutable.
 *
 * @param budgets part of the usual budgets for risk and position, 0 % to 100 %
 * @param halved whether the quantity that fits is halved, rounded down, though not below one
 */
public record SizeRule(Percent budgets, boolean halved) {
    /** The usual size. */
    public static final SizeRule FULL = new SizeRule(Percent.HUNDRED, false);

    /** Parts above 100 % count as 100 %; {@link IllegalArgumentException} for negative ones. */
    public SizeRule {
        if (budgets.compareTo(Percent.ZERO) < 0) {
            throw new IllegalArgumentException("part of the usual size is negative: " + budgets);
        }
        budgets = budgets.compareTo(Percent.HUNDRED) > 0 ? Percent.HUNDRED : budgets;
    }
}
