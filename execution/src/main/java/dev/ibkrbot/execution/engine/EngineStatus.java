package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.value.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The engine at one moment, for reading. Immutable.
 *
 * @param at engine time
 * @param state what it does
 * @param haltReason why it is halted or paused; empty when it is not
 * @param tradingDate exchange-local date
 * @param startOfDayEquity of that date; absent when not known yet
 * @param counts of that date so far
 * @param positions of trades in progress
 * @param workingOrders live or in doubt
 * @param skips cycles without plan over the whole run, by reason
 */
public record EngineStatus(
        Instant at,
        EngineState state,
        String haltReason,
        LocalDate tradingDate,
        Optional<Money> startOfDayEquity,
        DayCounts counts,
        List<Position> positions,
        List<OpenOrder> workingOrders,
        Map<String, Long> skips) {
    public EngineStatus {
        positions = List.copyOf(positions);
        workingOrders = List.copyOf(workingOrders);
        skips = Collections.unmodifiableMap(new TreeMap<>(skips));
    }
}
