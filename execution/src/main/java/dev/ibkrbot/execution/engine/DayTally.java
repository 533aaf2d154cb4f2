package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.trade.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Counts what happens on one trading date. Confined to the engine thread. */
final class DayTally {
    private final Supplier<List<AskedStrategy>> asked;
    private final Map<String, Said> said = new HashMap<>();
    private long cycles;
    private long denials;
    private long entries;
    private long exits;

    private static final class Said {
        long holds;
        long signals;
    }

    /** {@code asked} tells which strategies are asked now. */
    DayTally(Supplier<List<AskedStrategy>> asked) {
        this.asked = asked;
    }

    void cycle() {
        cycles++;
    }

    void evaluated(Signal signal) {
        Said one = said.get(signal.strategy());
        if (one == null) {
            one = new Said();
            said.put(signal.strategy(), one);
        }
        if (signal.isHold()) {
            one.holds++;
        } else {
            one.signals++;
        }
    }

    void denied() {
        denials++;
    }

    void entered() {
        entries++;
    }

    void exited() {
        exits++;
    }

    DayCounts counts() {
        long holds = 0;
        long signals = 0;
        for (Said one : said.values()) {
            holds += one.holds;
            signals += one.signals;
        }
        return new DayCounts(cycles, holds, signals, denials, entries, exits, strategies());
    }

    /** Of strategies that are merged one answers for all of them. */
    private List<StrategyCount> strategies() {
        Map<String, StrategyCount> counts = new TreeMap<>();
        said.forEach(
                (name, one) -> counts.put(name, new StrategyCount(name, one.holds + one.signals, one.signals, true)));
        List<AskedStrategy> now = asked.get();
        long together = now.stream()
                .filter(AskedStrategy::merged)
                .map(it -> counts.get(it.name()))
                .filter(Objects::nonNull)
                .mapToLong(StrategyCount::evaluations)
                .sum();
        for (AskedStrategy strategy : now) {
            Said own = said.getOrDefault(strategy.name(), new Said());
            long evaluations = strategy.merged() ? together : own.holds + own.signals;
            counts.put(
                    strategy.name(), new StrategyCount(strategy.name(), evaluations, own.signals, strategy.canFire()));
        }
        return new ArrayList<>(counts.values());
    }

    void clear() {
        said.clear();
        cycles = 0;
        denials = 0;
        entries = 0;
        exits = 0;
    }
}
