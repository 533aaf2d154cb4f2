package dev.ibkrbot.strategy.selection;

import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.trade.SelectionFunnel.Rejection;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import java.util.Optional;

/**
 * When an option can be traded without paying too much for the crossing: both sides quoted and not crossed, enough
 * volume today, and a spread that is narrow either in money or relative to the mid. All comparisons are exact.
 * Immutable.
 *
 * @param narrowSpread a spread up to this is always narrow enough, which rescues cheap options; not negative
 * @param maxSpread greatest spread relative to the mid; not negative
 * @param minVolume least volume today; not negative; an unknown volume satisfies only zero
 */
public record LiquidityRule(Price narrowSpread, Percent maxSpread, long minVolume) {
    /** Ten cents or 2 %, and 100 contracts. */
    public static final LiquidityRule DEFAULT = new LiquidityRule(Price.of("0.10"), Percent.of("2"), 100);

    public LiquidityRule {
        if (narrowSpread.isBelow(Price.ZERO)) {
            throw new IllegalArgumentException("narrowSpread is negative: " + narrowSpread);
        }
        if (maxSpread.compareTo(Percent.ZERO) < 0) {
            throw new IllegalArgumentException("maxSpread is negative: " + maxSpread);
        }
        if (minVolume < 0) {
            throw new IllegalArgumentException("minVolume is negative: " + minVolume);
        }
    }

    /** Why the quote cannot be traded on; absent when it can. Codes: no_bid, no_ask, crossed, volume, spread. */
    public Optional<Rejection> rejection(Quote quote) {
        if (quote.bid().isEmpty()) {
            return Optional.of(new Rejection("no_bid", "a bid", "none"));
        }
        if (quote.ask().isEmpty()) {
            return Optional.of(new Rejection("no_ask", "an ask", "none"));
        }
        if (!quote.isTwoSided()) {
            String actual = quote.bid().get() + " over " + quote.ask().get();
            return Optional.of(new Rejection("crossed", "bid at most ask", actual));
        }
        if (quote.volume().orElse(0) < minVolume) {
            String actual =
                    quote.volume().isPresent() ? Long.toString(quote.volume().getAsLong()) : "unknown";
            return Optional.of(new Rejection("volume", "at least " + minVolume, actual));
        }
        Spread spread = Spread.of(quote);
        if (spread.gap().isAbove(narrowSpread) && !spread.isWithin(maxSpread)) {
            String limit = "at most " + narrowSpread + " or " + maxSpread;
            return Optional.of(new Rejection("spread", limit, spread.gap() + " or " + spread.percentText()));
        }
        return Optional.empty();
    }
}
