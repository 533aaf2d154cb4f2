package dev.ibkrbot.risk;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import java.util.Map;
import java.util.Optional;

/**
 * Limits that look beyond one trade and one day. Immutable.
 *
 * @param maxWeeklyLoss part of the week's first equity after whose loss no entry is made that week
 * @param maxExposure part of net liquidation that all positions and working entries together may have cost
 * @param maxSymbolExposure part of it that those of one underlying may have cost
 * @param maxPositionCost most that one position may cost, whatever its part of the equity; absent means no such bound
 * @param strategies what the proposals of a strategy may risk and cost at most, by its name; below the account's own limits
 * @param settledCashOnly whether entries are paid from settled cash alone, as in an account without margin
 * @param dayTrading rule on positions opened and closed within a date; absent means none
 * @param calendar trading dates, for the window of that rule
 */
public record RegimeLimits(
        Percent maxWeeklyLoss,
        Percent maxExposure,
        Percent maxSymbolExposure,
        Optional<Money> maxPositionCost,
        Map<String, StrategyCaps> strategies,
        boolean settledCashOnly,
        Optional<DayTradingRule> dayTrading,
        MarketCalendar calendar) {
    /** 15 % a week, all of the equity exposed at most, no rule on day trades. */
    public static final RegimeLimits DEFAULT = new RegimeLimits(
            Percent.of("15"),
            Percent.HUNDRED,
            Percent.HUNDRED,
            Optional.empty(),
            Optional.empty(),
            MarketCalendar.nyse());

    /**
     * What the proposals of one strategy may do. Immutable.
     *
     * @param maxRisk part of net liquidation that one of them may lose at its stop
     * @param maxPosition part of it that one of them may cost
     */
    public record StrategyCaps(Percent maxRisk, Percent maxPosition) {
        public StrategyCaps {
            requirePositive("maxRisk", maxRisk);
            requirePositive("maxPosition", maxPosition);
        }
    }

    public RegimeLimits {
        strategies = Map.copyOf(strategies);
        requirePositive("maxWeeklyLoss", maxWeeklyLoss);
        requirePositive("maxExposure", maxExposure);
        requirePositive("maxSymbolExposure", maxSymbolExposure);
    }

    /** Limits without caps of single strategies, for an account on margin. */
    public RegimeLimits(
            Percent maxWeeklyLoss,
            Percent maxExposure,
            Percent maxSymbolExposure,
            Optional<Money> maxPositionCost,
            Optional<DayTradingRule> dayTrading,
            MarketCalendar calendar) {
        this(maxWeeklyLoss, maxExposure, maxSymbolExposure, maxPositionCost, Map.of(), false, dayTrading, calendar);
    }

    /** These limits with another loss of the week and another cost of a position. */
    public RegimeLimits with(Percent weeklyLoss, Optional<Money> positionCost) {
        return new RegimeLimits(
                weeklyLoss,
                maxExposure,
                maxSymbolExposure,
                positionCost,
                strategies,
                settledCashOnly,
                dayTrading,
                calendar);
    }

    private static void requirePositive(String name, Percent share) {
        if (!share.isPositive()) {
            throw new IllegalArgumentException(name + " is not above 0%: " + share);
        }
    }
}
