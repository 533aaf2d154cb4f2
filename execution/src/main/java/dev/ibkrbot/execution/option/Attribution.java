package dev.ibkrbot.execution.option;

import dev.ibkrbot.broker.value.Money;

/**
 * Where the profit of closed option trades came from. From mark to mark, the mean of the greeks at both ends times what
 * their cause changed by; what they do not explain is left as it is. Parts are estimates in the currency of the profit.
 * Immutable.
 *
 * @param delta from the prices of the underlyings
 * @param theta from the passing of time
 * @param vega from changes of implied volatility
 * @param crossing between fills and the middle of the market at that moment; negative is a cost
 * @param handedOver what options were worth when they were delivered: the shares, taken at the strike, carry it on
 * @param unexplained the rest: higher orders, and stretches without marks
 * @param fees of all fills, exact; positive is a cost
 * @param net after fees, exact: the parts less the fees
 * @param trades how many it is about
 * @param unmarked of these without a single stretch between two marks with greeks: all of theirs is unexplained
 */
public record Attribution(
        double delta,
        double theta,
        double vega,
        double crossing,
        double handedOver,
        double unexplained,
        Money fees,
        Money net,
        long trades,
        long unmarked) {}
