package dev.ibkrbot.broker.account;

import dev.ibkrbot.broker.value.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an account is worth at one moment; complete or not delivered at all. All amounts in the account's base
 * currency. Immutable.
 *
 * @param account whose
 * @param netLiquidation cash plus the market value of all positions
 * @param availableFunds what may be spent on new positions now; negative on a margin call
 * @param realizedToday profit and loss realised this trading date, after costs
 * @param settledCash cash that is not on its way; absent when the broker does not tell
 * @param dayTradesLeft day trades the broker still allows, zero or more; absent when it does not tell or sets no bound
 * @param asOf when it was observed
 */
public record AccountSnapshot(
        AccountId account,
        Money netLiquidation,
        Money availableFunds,
        Money realizedToday,
        Optional<Money> settledCash,
        OptionalInt dayTradesLeft,
        Instant asOf) {
    public AccountSnapshot {
        if (!availableFunds.currency().equals(netLiquidation.currency())
                || !realizedToday.currency().equals(netLiquidation.currency())
                || settledCash
                        .filter(it -> !it.currency().equals(netLiquidation.currency()))
                        .isPresent()) {
            throw new IllegalArgumentException("amounts of one snapshot differ in currency");
        }
        if (dayTradesLeft.isPresent() && dayTradesLeft.getAsInt() < 0) {
            throw new IllegalArgumentException("dayTradesLeft is negative: " + dayTradesLeft.getAsInt());
        }
    }

    /** Of a broker that tells neither of settled cash nor of day trades. */
    public AccountSnapshot(
            AccountId account, Money netLiquidation, Money availableFunds, Money realizedToday, Instant asOf) {
        this(account, netLiquidation, availableFunds, realizedToday, Optional.empty(), OptionalInt.empty(), asOf);
    }
}
