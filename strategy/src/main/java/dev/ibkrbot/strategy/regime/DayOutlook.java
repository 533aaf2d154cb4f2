package dev.ibkrbot.strategy.regime;

import java.util.OptionalDouble;

/**
 * What a day's strategy is chosen from. Immutable.
 *
 * @param vix the volatility index; absent when it is not known, stale or no number
 * @param quarantined whether the data are not to be trusted
 * @param governorActive whether the week has lost too much
 * @param pivotsToday changes of strategy within the day so far
 * @param earnings whether a company reports
 * @param highImpactCatalysts events of high impact today
 */
public record DayOutlook(
        OptionalDouble vix,
        boolean quarantined,
        boolean governorActive,
        int pivotsToday,
        boolean earnings,
        int highImpactCatalysts) {}
