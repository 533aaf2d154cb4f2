package dev.ibkrbot.ibkr.wire;

/**
 * What an order needs beside its terms. Immutable.
 *
 * @param contract what is traded as the broker names it, with legs if it is a combination
 * @param account the one account it is for; never empty
 * @param outsideRth may trigger and fill outside regular hours
 */
public record OrderRouting(WireContract contract, String account, boolean outsideRth) {
    public OrderRouting {
        if (account.isEmpty()) {
            throw new IllegalArgumentException("an order without an account");
        }
        if (contract.isCombo() && contract.legs().size() < 2) {
            throw new IllegalArgumentException(
                    "a combination with " + contract.legs().size() + " legs");
        }
    }
}
