package dev.ibkrbot.cli.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ibkrbot.execution.journal.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How often each strategy was asked and how often it wanted something: one that never fires is seen. Where a journal only
 * counts what held still, as that of a backtest does, evaluations are those that came to a signal. Immutable.
 */
record Evaluations(Map<String, Count> byStrategy) {
    /** {@code signals} of {@code asked} evaluations were not HOLD. */
    record Count(long asked, long signals) {
        private Count plus(long moreSignals) {
            return new Count(asked + 1, signals + moreSignals);
        }
    }

    /** Those of a selection. */
    static Evaluations of(JournalStory story, Selection selection) {
        Map<String, Count> counts = new TreeMap<>();
        selection.signals(story).forEach(signal -> add(counts, signal.body().requiredText("strategy"), 1));
        selection.quietMoments(story).stream()
                .filter(quiet -> !quiet.strategy().isEmpty())
                .forEach(quiet -> add(counts, quiet.strategy(), 0));
        return new Evaluations(counts);
    }

    private static void add(Map<String, Count> counts, String strategy, long signals) {
        counts.put(strategy, counts.getOrDefault(strategy, new Count(0, 0)).plus(signals));
    }

    String text() {
        return byStrategy.isEmpty()
                ? "none"
                : byStrategy.entrySet().stream()
                        .map(it -> it.getKey() + " " + it.getValue().asked() + " with "
                                + it.getValue().signals() + " signals")
                        .collect(Collectors.joining(", "));
    }

    void addTo(ObjectNode node) {
        byStrategy.forEach((strategy, count) ->
                node.putObject(strategy).put("evaluations", count.asked()).put("signals", count.signals()));
    }

    /** What gates said, one text each, those that stood against an entry first. */
    static List<String> gates(List<JsonObject> gates) {
        List<String> texts = new ArrayList<>();
        for (boolean passed : new boolean[] {false, true}) {
            gates.stream()
                    .filter(gate -> gate.requiredFlag("passed") == passed)
                    .map(gate -> gate.requiredText("gate") + (passed ? " passed: " : " FAILED: ")
                            + gate.requiredText("actual") + " (" + gate.requiredText("limit") + ")")
                    .forEach(texts::add);
        }
        return texts;
    }
}
