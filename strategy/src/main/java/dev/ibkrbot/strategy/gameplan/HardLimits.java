package dev.ibkrbot.strategy.gameplan;

import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import java.util.Optional;

/**
 * Bounds of a day. Immutable.
 *
 * @param maxDailyLoss part of the day's first equity, 0 % to 100 %
 * @param dayTradesLeft how many day trades its author counts as left, 0 to 3
 * @param governorActive whether the week has lost too much
 * @param maxPivots changes of strategy within the day
 * @param maxPosition cost of one position
 * @param forceCloseDte calendar days to the expiration at which a position is closed
 * @param maxWeeklyDrawdown part of the week's first equity
 */
public record HardLimits(
        Percent maxDailyLoss,
        int dayTradesLeft,
        boolean governorActive,
        int maxPivots,
        Optional<Money> maxPosition,
        int forceCloseDte,
        Optional<Percent> maxWeeklyDrawdown) {}
