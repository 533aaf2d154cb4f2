package dev.ibkrbot.execution.performance;

import dev.ibkrbot.broker.value.Money;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/** The returns from day to day, and what follows from them. Immutable. */
final class DailyReturns {
    private static final double TRADING_DAYS_PER_YEAR = 252;
    /** A deviation below this is the rounding of equal returns, not a deviation. */
    private static final double NO_DEVIATION = 1e-12;

    private final Money startingCapital;
    private final List<DailyEquity> days;
    private final double[] returns;
    private final boolean defined;

    DailyReturns(Money startingCapital, List<DailyEquity> days) {
        this.startingCapital = startingCapital;
        this.days = List.copyOf(days);
        this.returns = new double[days.size()];
        Money previous = startingCapital;
        boolean everyDayBeganWithEquity = true;
        for (int i = 0; i < returns.length; i++) {
            Money equity = days.get(i).equity();
            everyDayBeganWithEquity &= previous.isPositive();
            returns[i] = change(previous, equity);
            previous = equity;
        }
        this.defined = everyDayBeganWithEquity && returns.length >= 2;
    }

    OptionalDouble sharpe() {
        double mean = mean();
        double squares = 0;
        for (double each : returns) {
            squares += (each - mean) * (each - mean);
        }
        return ratio(mean, squares);
    }

    OptionalDouble sortino() {
        double squares = 0;
        for (double each : returns) {
            double loss = StrictMath.min(each, 0);
            squares += loss * loss;
        }
        return ratio(mean(), squares);
    }

    /** One return per month with a day in it, in order; up to the first month that begins without equity. */
    List<MonthlyReturn> monthly() {
        List<MonthlyReturn> months = new ArrayList<>();
        Money before = startingCapital;
        for (int i = 0; i < days.size() && before.isPositive(); i++) {
            YearMonth month = YearMonth.from(days.get(i).tradingDate());
            boolean lastOfMonth = i + 1 == days.size()
                    || !month.equals(YearMonth.from(days.get(i + 1).tradingDate()));
            if (lastOfMonth) {
                Money equity = days.get(i).equity();
                months.add(new MonthlyReturn(month, change(before, equity)));
                before = equity;
            }
        }
        return Collections.unmodifiableList(months);
    }

    static double change(Money from, Money to) {
        return to.minus(from).asDouble() / from.asDouble();
    }

    private double mean() {
        double sum = 0;
        for (double each : returns) {
            sum += each;
        }
        return sum / returns.length;
    }

    private OptionalDouble ratio(double mean, double squares) {
        double deviation = StrictMath.sqrt(squares / (returns.length - 1));
        if (!defined || deviation < NO_DEVIATION) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(mean / deviation * StrictMath.sqrt(TRADING_DAYS_PER_YEAR));
    }
}
