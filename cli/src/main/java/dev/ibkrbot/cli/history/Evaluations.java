package dev.ibkrbot.cli.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ibkrbot.execution.journal.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How often each strategy was asked and how often it wanted something: one that never fires is seen, and one that cannot
 * is named. Immutable.
 */
record Evaluations(Map<String, Count> byStrategy) {
    /** {@code signals} of {@code asked} evaluations were not HOLD. */
    record Count(long asked, long signals, boolean canFire) {
        private static final Count NONE = new Count(0, 0, true);

        private Count plus(Count more) {
            return new Count(asked + more.asked, signals + more.signals, canFire && more.canFire);
        }

        /** Records miss what a backtest only counts, and the end of a day what was before a restart. */
        private Count orMore(Count other) {
            return new Count(Math.max(asked, other.asked), Math.max(signals, other.signals), canFire && other.canFire);
        }
    }

    /** Those of a selection; of whole days also strategies that were never asked. */
    static Evaluations of(JournalStory story, Selection selection) {
        Map<String, Count> counts = new TreeMap<>();
        if (selection.isOfWholeDays()) {
            story.parameters.ifPresent(run -> run.texts("strategies").forEach(it -> counts.put(it, Count.NONE)));
        }
        selection.signals(story).stream()
                .filter(signal -> signal.repeated() == 0 && !signal.isAdopted())
                .forEach(signal ->
                        counts.merge(signal.body().requiredText("strategy"), new Count(1, 1, true), Count::plus));
        selection.quietMoments(story).stream()
                .filter(quiet -> !quiet.strategy().isEmpty())
                .forEach(quiet -> counts.merge(quiet.strategy(), new Count(1, 0, true), Count::plus));
        if (selection.isOfWholeDays()) {
            atEnds(story, selection).forEach((name, count) -> counts.merge(name, count, Count::orMore));
        }
        return new Evaluations(counts);
    }

    private static Map<String, Count> atEnds(JournalStory story, Selection selection) {
        Map<String, Count> counts = new TreeMap<>();
        for (JournalStory.DayEnd end : story.dayEnds) {
            if (selection.includes(end.date())) {
                end.strategies().forEach(it -> counts.merge(it.requiredText("strategy"), count(it), Count::plus));
            }
        }
        return counts;
    }

    private static Count count(JsonObject strategy) {
        return new Count(
                strategy.requiredNumber("evaluations"),
                strategy.requiredNumber("signals"),
                strategy.requiredFlag("can_fire"));
    }

    String text() {
        return byStrategy.isEmpty()
                ? "none"
                : byStrategy.entrySet().stream()
                        .map(it -> it.getKey() + " " + it.getValue().asked() + " with "
                                + it.getValue().signals() + " signals"
                                + (it.getValue().canFire()
                                        ? ""
                                        : " (CANNOT FIRE: it stayed silent in every made-up market)"))
                        .collect(Collectors.joining(", "));
    }

    void addTo(ObjectNode node) {
        byStrategy.forEach((strategy, count) -> node.putObject(strategy)
                .put("evaluations", count.asked())
                .put("signals", count.signals())
                .put("canFire", count.canFire()));
    }
}
