package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.strategy.selection.DeltaTarget;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A bracket to preview: what to buy, at what limit, and where to leave. Immutable.
 *
 * @param symbol the underlying
 * @param option which option of it; absent for the stock itself
 * @param quantity contracts or shares
 * @param limit the entry's price; absent for the middle of the quote
 * @param exits around the entry's price
 */
public record BracketRequest(
        Symbol symbol, Optional<WantedOption> option, Quantity quantity, Optional<Price> limit, ExitPlan exits) {
    /**
     * An option as a person names it. Immutable.
     *
     * @param right call or put
     * @param expiration absent for the weekly one
     * @param strike absent for the one at the money
     * @param minDaysToExpiry of a weekly one
     * @param target the delta and days wanted, instead of an expiration and a strike
     */
    public record WantedOption(
            Right right,
            Optional<LocalDate> expiration,
            Optional<Price> strike,
            int minDaysToExpiry,
            Optional<DeltaTarget> target) {}
}
