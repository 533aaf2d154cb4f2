package dev.ibkrbot.execution.option;

import dev.ibkrbot.execution.order.ClosedTrade;
import java.util.List;
import java.util.Optional;

/**
 * What the option trades of a run came to. Lists are empty where there was nothing of that kind. Immutable.
 *
 * @param premium written first, then bought
 * @param byDays by calendar days to expiration at the opening, shortest first
 * @param byDelta by the size of delta at the decision, smallest first, unknown last
 * @param rolls chains of written options
 * @param unfinishedRolls how many were bought back to be written anew, without a closed trade in their place
 * @param delivered trades that ended in an assignment or exercise, in order
 * @param attribution of all closed option trades; absent without one
 * @param greeks of all options held, through time
 * @param withoutGreeks moments at which options were held and the greeks of one were not known
 * @param load what written options asked of the account, through time
 */
public record OptionPerformance(
        List<PremiumSum> premium,
        List<OptionBucket> byDays,
        List<OptionBucket> byDelta,
        List<RollChain> rolls,
        long unfinishedRolls,
        List<ClosedTrade> delivered,
        Optional<Attribution> attribution,
        List<GreekPoint> greeks,
        long withoutGreeks,
        List<LoadPoint> load) {
    public OptionPerformance {
        premium = List.copyOf(premium);
        byDays = List.copyOf(byDays);
        byDelta = List.copyOf(byDelta);
        rolls = List.copyOf(rolls);
        delivered = List.copyOf(delivered);
        greeks = List.copyOf(greeks);
        load = List.copyOf(load);
    }
}
