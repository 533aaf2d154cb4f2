package dev.ibkrbot.broker.account;

import dev.ibkrbot.broker.value.Money;
import java.time.Instant;

/**
 * What an account is worth at one moment; complete or not delivered at all. All amounts in the account's base
 * currency. Immutable.
 *
 * @param account whose
 * @param netLiquidation cash plus the market value of all positions
 * @param availableFunds what may be spent on new positions now; negative on a margin call
 * @param realizedToday profit and loss realised this trading date, after costs
 * @param asOf when it was observed
 */
public record AccountSnapshot(
        AccountId account, Money netLiquidation, Money availableFunds, Money realizedToday, Instant asOf) {
    public AccountSnapshot {
        if (!availableFunds.currency().equals(netLiquidation.currency())
                || !realizedToday.currency().equals(netLiquidation.currency())) {
            throw new IllegalArgumentException("amounts of one snapshot differ in currency");
        }
    }
}
