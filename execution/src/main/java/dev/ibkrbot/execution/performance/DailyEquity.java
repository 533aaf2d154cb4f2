package dev.ibkrbot.execution.performance;

import dev.ibkrbot.broker.value.Money;
import java.time.LocalDate;
import java.util.Objects;

/**
 * What the account was worth when a trading day ended. Immutable.
 *
 * @param tradingDate the day by the exchange's calendar
 * @param equity cash and positions at the market
 */
public record DailyEquity(LocalDate tradingDate, Money equity) {

    /** Throws {@link NullPointerException} when a part is missing. */
    public DailyEquity {
        Objects.requireNonNull(tradingDate, "tradingDate");
        Objects.requireNonNull(equity, "equity");
    }
}
