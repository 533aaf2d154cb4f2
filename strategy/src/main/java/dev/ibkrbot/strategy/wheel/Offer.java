package dev.ibkrbot.strategy.wheel;

import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import java.util.OptionalDouble;

/**
 * One option that could be sold. Immutable.
 *
 * @param kind against what
 * @param contract which
 * @param premium middle of its quote, per share
 * @param underlying price of the underlying it was chosen by
 * @param days calendar days to its expiration
 * @param collateral what stands for one contract: cash for a put, the worth of the shares for a call
 * @param yieldPercent premium as a yearly return on the collateral, percent
 * @param winProbabilityPercent about how likely it expires worthless; absent when the feed told no delta
 * @param impliedVol of the contract; absent when the feed told none
 */
public record Offer(
        Kind kind,
        OptionContract contract,
        Price premium,
        Price underlying,
        long days,
        Money collateral,
        double yieldPercent,
        OptionalDouble winProbabilityPercent,
        OptionalDouble impliedVol) {
    /** What an option is sold against. Immutable. */
    public enum Kind {
        /** A call against a hundred shares that are held. */
        COVERED_CALL,
        /** A put against the cash its strike would take. */
        CASH_SECURED_PUT
    }
}
