package dev.ibkrbot.stub.sim;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.RoundingDirection;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a night is worth to the holders of options, which decides whether they exercise early. Immutable.
 *
 * @param dividends per share by the date the shares trade without it, by symbol; a symbol without them has none
 * @param rate a year's interest on cash; zero or more
 */
public record Overnight(Map<Symbol, NavigableMap<LocalDate, Price>> dividends, Percent rate) {
    /** No dividends, no interest: only options below their intrinsic value are exercised early. */
    public static final Overnight NOTHING = new Overnight(Map.of(), Percent.ZERO);

    /** The dividends among some actions, and no interest. */
    public static Overnight of(List<CorporateAction> actions) {
        Map<Symbol, NavigableMap<LocalDate, Price>> dividends = new HashMap<>();
        for (CorporateAction action : actions) {
            if (action instanceof CorporateAction.Dividend dividend) {
                dividends
                        .computeIfAbsent(dividend.symbol(), symbol -> new TreeMap<>())
                        .merge(dividend.exDate(), dividend.perShare(), Price::plus);
            }
        }
        return new Overnight(dividends, Percent.ZERO);
    }

    private static final long DAYS_PER_YEAR = 365;

    public Overnight {
        dividends = dividends.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, it -> new TreeMap<>(it.getValue())));
        if (rate.compareTo(Percent.ZERO) < 0) {
            throw new IllegalArgumentException("rate is negative: " + rate);
        }
    }

    /** What a share held at the close of this date gets before it trades again. */
    Price dividend(Symbol symbol, LocalDate from, LocalDate next) {
        NavigableMap<LocalDate, Price> declared = dividends.get(symbol);
        return declared == null
                ? Price.ZERO
                : declared.subMap(from, false, next, true).values().stream().reduce(Price.ZERO, Price::plus);
    }

    /** What a strike earns in so many days, rounded down at 1e-8. */
    Price carry(Price strike, long days) {
        Percent share = Percent.ofFractionUnits(rate.fractionUnits() * days / DAYS_PER_YEAR);
        return strike.part(share, RoundingDirection.DOWN);
    }
}
