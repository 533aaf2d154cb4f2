package dev.ibkrbot.risk;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.value.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How many positions may be opened and closed within one trading date by an account that is not rich. The American rule:
 * no more than three in five trading dates below 25,000 dollars. It changed in June 2026 and ends in October 2027 at
 * the latest, while a broker may enforce either; so its figures are configuration. Immutable.
 *
 * @param window trading dates that count, today among them; 1 to 10
 * @param most day trades allowed in the window
 * @param equityThreshold from this equity on the rule is off
 * @param endsOn first trading date without the rule; absent when it has no end
 */
public record DayTradingRule(int window, int most, Money equityThreshold, Optional<LocalDate> endsOn) {
    private static final int LONGEST_WINDOW = 10;

    /** Three in five trading dates below 25,000 dollars, without end. */
    public static final DayTradingRule PATTERN_DAY_TRADER =
            new DayTradingRule(5, 3, Money.usd("25000"), Optional.empty());

    public DayTradingRule {
        if (window < 1 || window > LONGEST_WINDOW || most < 0) {
            throw new IllegalArgumentException("no rule for day trades: " + most + " in " + window + " days");
        }
    }

    /** Whether it binds an account of this equity on this date. */
    public boolean applies(LocalDate today, Money equity) {
        return endsOn.map(today::isBefore).orElse(true) && equity.compareTo(equityThreshold) < 0;
    }

    /** How many of these day trades lie in the window that ends with today. */
    public int used(List<LocalDate> dayTrades, LocalDate today, MarketCalendar calendar) {
        LocalDate first = today;
        for (int day = 1; day < window; day++) {
            first = calendar.previousTradingDay(first);
        }
        LocalDate from = first;
        return (int) dayTrades.stream()
                .filter(date -> !date.isBefore(from) && !date.isAfter(today))
                .count();
    }
}
