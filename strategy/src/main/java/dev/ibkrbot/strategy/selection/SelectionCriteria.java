package dev.ibkrbot.strategy.selection;

/**
 * What is asked of a contract. Immutable.
 *
 * @param moneyness where its strike should lie
 * @param strikeCount how many of the nearest strikes are quoted, 1 to 10; 3 to 5 is plenty
 * @param liquidity when it can be traded
 */
public record SelectionCriteria(Moneyness moneyness, int strikeCount, LiquidityRule liquidity) {
    /** At the money, three strikes, the usual liquidity. */
    public static final SelectionCriteria DEFAULT = new SelectionCriteria(Moneyness.ATM, 3, LiquidityRule.DEFAULT);

    public SelectionCriteria {
        if (strikeCount < 1 || strikeCount > 10) {
            throw new IllegalArgumentException("strikeCount is outside 1 to 10: " + strikeCount);
        }
    }
}
