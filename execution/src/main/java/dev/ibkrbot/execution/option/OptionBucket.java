package dev.ibkrbot.execution.option;

import dev.ibkrbot.broker.value.Money;

/**
 * Closed option trades that were alike when they were opened. Immutable.
 *
 * @param written whether premium was received at the opening
 * @param name what they have in common, such as "8 to 14 days"
 * @param trades how many, at least 1
 * @param wins of these with a gain after fees
 * @param net what they earned together after fees
 */
public record OptionBucket(boolean written, String name, long trades, long wins, Money net) {
    /** Wins by trades. */
    public double winRate() {
        return (double) wins / trades;
    }

    OptionBucket plus(OptionBucket other) {
        return new OptionBucket(written, name, trades + other.trades, wins + other.wins, net.plus(other.net));
    }
}
