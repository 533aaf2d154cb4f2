package dev.ibkrbot.strategy.gameplan;

import dev.ibkrbot.broker.value.Money;

/**
 * What one contract may cost, in dollars for the whole contract, never per share. Immutable.
 *
 * @param budget up to this it is affordable
 * @param ceiling above the budget and up to this it is affordable at half the size; not below the budget
 */
public record Affordability(Money budget, Money ceiling) {
    /** Eighteen dollars: 3 % of six hundred. */
    public static final Affordability DEFAULT = new Affordability(Money.usd("18"), Money.usd("18"));

    public Affordability {
        if (budget.isNegative() || ceiling.compareTo(budget) < 0) {
            throw new IllegalArgumentException("ceiling " + ceiling + " is below the budget " + budget);
        }
    }

    /** What comes of a cost. Immutable. */
    public enum Verdict {
        WITHIN_BUDGET("within_budget"),
        /** Enter with half the size. */
        REDUCE_SIZE("affordability_warn"),
        SKIP("affordability_skip");

        private final String code;

        Verdict(String code) {
            this.code = code;
        }

        /** The stable word for journals. */
        public String code() {
            return code;
        }
    }

    /** The verdict on what one contract costs: its price times its multiplier. */
    public Verdict judge(Money costOfOneContract) {
        if (costOfOneContract.compareTo(budget) <= 0) {
            return Verdict.WITHIN_BUDGET;
        }
        return costOfOneContract.compareTo(ceiling) <= 0 ? Verdict.REDUCE_SIZE : Verdict.SKIP;
    }
}
