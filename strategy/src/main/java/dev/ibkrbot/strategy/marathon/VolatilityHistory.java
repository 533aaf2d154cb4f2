package dev.ibkrbot.strategy.marathon;

import dev.ibkrbot.strategy.analytics.IvRank;
import java.time.LocalDate;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;

/** A symbol's {@link MoneyVolatility} by trading date. Immutable. */
public final class VolatilityHistory {
    /** A rank needs so many days before today. */
    public static final int FEWEST_DAYS = 20;

    private static final int YEAR = 365;

    private final NavigableMap<LocalDate, Double> byDate;

    /** Annualised volatilities, 0.2 for 20 %, positive. */
    public VolatilityHistory(NavigableMap<LocalDate, Double> byDate) {
        this.byDate = new TreeMap<>(byDate);
    }

    /** How many days of the year before today are known. */
    public int days(LocalDate today) {
        return year(today).size();
    }

    /** Where today's lies within the year before, today among them; absent with fewer than twenty days before today. */
    public OptionalInt rank(double iv, LocalDate today) {
        Collection<Double> year = year(today);
        if (year.size() < FEWEST_DAYS) {
            return OptionalInt.empty();
        }
        double low = year.stream().mapToDouble(it -> it).min().orElseThrow();
        double high = year.stream().mapToDouble(it -> it).max().orElseThrow();
        return IvRank.of(iv, Math.min(iv, low), Math.max(iv, high));
    }

    private Collection<Double> year(LocalDate today) {
        return byDate.subMap(today.minusDays(YEAR), true, today, false).values();
    }
}
