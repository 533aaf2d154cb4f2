package dev.ibkrbot.strategy.marathon;

import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.strategy.wheel.Offer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * An option that scored well enough to be noted. Nothing was traded on it. Immutable.
 *
 * @param at when it was noted
 * @param date the trading date of that
 * @param symbol of the underlying
 * @param kind against what it would have been sold
 * @param expiration of the option
 * @param strike of the option
 * @param premium middle of its quote then, per share
 * @param underlying price then
 * @param ivRank of the symbol then
 * @param plays that held
 * @param score 0 to 100
 */
public record Opportunity(
        Instant at,
        LocalDate date,
        Symbol symbol,
        Offer.Kind kind,
        LocalDate expiration,
        Price strike,
        Price premium,
        Price underlying,
        int ivRank,
        List<String> plays,
        int score) {
    public Opportunity {
        plays = List.copyOf(plays);
    }

    /** What would have been sold. */
    public Right right() {
        return kind == Offer.Kind.COVERED_CALL ? Right.CALL : Right.PUT;
    }

    /** A name that tells it from every other: pred_symbol_date_strategy_strike. */
    public String id() {
        return "pred_" + symbol + "_" + date + "_" + kind.name().toLowerCase(Locale.ROOT) + "_" + strike;
    }
}
