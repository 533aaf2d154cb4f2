package dev.ibkrbot.strategy.marathon;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.strategy.analytics.RealizedVolatility;
import dev.ibkrbot.strategy.analytics.SuspectedSplit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether an opportunity was one. Immutable.
 *
 * @param id of the opportunity
 * @param date whose close decided
 * @param price that close
 * @param success whether the option would have been left alone at that price
 * @param volatility of the daily closes up to it, annualised; absent with too few
 * @param evaluatedAt when it was looked at
 */
public record Verification(
        String id, LocalDate date, Price price, boolean success, OptionalDouble volatility, Instant evaluatedAt) {
    /** Calendar days after which an opportunity is judged. */
    public static final int DAYS = 30;

    /** A put wins at or above its strike, a call at or below it. */
    public static boolean won(Right right, Price strike, Price price) {
        return right == Right.PUT ? !price.isBelow(strike) : !price.isAbove(strike);
    }

    /** The date that decides about this one: the trading day nearest to the thirtieth, the earlier of two. */
    public static LocalDate dueOn(LocalDate noted, MarketCalendar calendar) {
        LocalDate day = noted.plusDays(DAYS);
        for (int away = 0; ; away++) {
            if (calendar.isTradingDay(day.minusDays(away))) {
                return day.minusDays(away);
            }
            if (calendar.isTradingDay(day.plusDays(away))) {
                return day.plusDays(away);
            }
        }
    }

    /**
     * Judges by daily bars of the underlying from the opportunity's date on; absent while the deciding day is not among
     * them, or when a jump since looks like a split, after which price and strike cannot be compared.
     */
    public static Optional<Verification> of(
            Opportunity opportunity, BarSeries days, MarketCalendar calendar, Instant now) {
        LocalDate due = dueOn(opportunity.date(), calendar);
        int begin = 0;
        while (begin < days.size() && calendar.tradingDate(days.start(begin)).isBefore(opportunity.date())) {
            begin++;
        }
        for (int i = begin; i < days.size(); i++) {
            if (calendar.tradingDate(days.start(i)).equals(due)) {
                double[] closes = closes(days, begin, i + 1);
                if (!SuspectedSplit.find(closes).isEmpty()) {
                    return Optional.empty();
                }
                Price price = days.close(i);
                int returns = Math.min(RealizedVolatility.WINDOW, closes.length - 1);
                OptionalDouble volatility =
                        returns < 2 ? OptionalDouble.empty() : RealizedVolatility.annualized(closes, returns);
                boolean success = won(opportunity.right(), opportunity.strike(), price);
                return Optional.of(new Verification(opportunity.id(), due, price, success, volatility, now));
            }
        }
        return Optional.empty();
    }

    private static double[] closes(BarSeries days, int begin, int end) {
        double[] closes = new double[end - begin];
        for (int i = begin; i < end; i++) {
            closes[i - begin] = days.closeAsDouble(i);
        }
        return closes;
    }
}
