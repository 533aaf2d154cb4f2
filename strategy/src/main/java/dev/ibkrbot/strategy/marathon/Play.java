package dev.ibkrbot.strategy.marathon;

import dev.ibkrbot.broker.value.Price;
import java.util.Locale;
import java.util.function.Predicate;

/** Situations that make a symbol a candidate by themselves. Immutable. */
public enum Play {
    /** A relative strength below 35. */
    OVERSOLD(it -> it.rsi().isPresent() && it.rsi().getAsDouble() < 35),
    /** A price from 5 % below to 2 % above the mean of 200 days. */
    NEAR_MEAN_200(Play::isNearMean),
    /** TSLA below 200. */
    TSLA_BELOW_200(it -> it.symbol().value().equals("TSLA") && it.price().isBelow(Price.of("200"))),
    /** NVDA with an IV rank above 70. */
    NVDA_RICH(it -> it.symbol().value().equals("NVDA")
            && it.ivRank().isPresent()
            && it.ivRank().getAsInt() > 70);

    private final Predicate<MarketView> rule;

    Play(Predicate<MarketView> rule) {
        this.rule = rule;
    }

    boolean holds(MarketView view) {
        return rule.test(view);
    }

    /** The stable word for records. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static boolean isNearMean(MarketView view) {
        if (view.mean200().isEmpty()) {
            return false;
        }
        double ratio = view.price().asDouble() / view.mean200().getAsDouble();
        return ratio >= 0.95 && ratio <= 1.02;
    }
}
