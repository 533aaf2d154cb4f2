package dev.ibkrbot.cli.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ibkrbot.execution.journal.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What every answer about a journal begins with: which run it is and which records prove it. Stateless. */
final class RunFacts {
    private RunFacts() {}

    static void addTo(ObjectNode root, JournalStory story) {
        root.put("journal", story.file().toString())
                .put("records", story.records())
                .put("journalHash", story.hash())
                .put("lastRecord", story.lastRecord.map(Object::toString).orElse(null));
        Optional<JsonObject> run = story.parameters;
        root.put("kind", text(run, "kind"))
                .put(
                        "mode",
                        run.flatMap(it -> it.text("mode")).map(RunFacts::lower).orElse(null))
                .put(
                        "instrument",
                        run.flatMap(it -> it.text("instrument"))
                                .map(RunFacts::lower)
                                .orElse(null));
        root.put("options", text(run, "options"));
        putTexts(root.putArray("symbols"), run, "symbols");
        putTexts(root.putArray("strategies"), run, "strategies");
        root.put("capital", text(run, "capital")).put("fill", text(run, "fill"));
        root.put(
                "intervalSeconds",
                run.flatMap(it -> it.decimal("interval_seconds")).orElse(null));
        putTexts(root.putArray("assumptions"), run, "assumptions");
    }

    /** The run in one line. */
    static String line(JournalStory story) {
        return story.parameters
                .map(run -> run.text("kind").orElse("run") + ", "
                        + lower(run.text("mode").orElse("unknown mode"))
                        + ", " + String.join(" and ", run.texts("strategies")) + " on "
                        + String.join(", ", run.texts("symbols")) + " by "
                        + run.text("options")
                                .filter(it -> !it.equals("none"))
                                .map(it -> it + " ")
                                .orElse("")
                        + lower(run.text("instrument").orElse("instrument"))
                        + run.text("fill").map(it -> ", fill " + it).orElse(""))
                .orElse("unknown: the journal does not tell how it was started");
    }

    static void putCounts(ObjectNode node, Map<String, Long> counts) {
        counts.forEach(node::put);
    }

    static String counts(Map<String, Long> counts) {
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(it -> it.getKey() + " " + it.getValue())
                        .collect(Collectors.joining(", "));
    }

    static String lower(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String text(Optional<JsonObject> run, String name) {
        return run.flatMap(it -> it.text(name)).orElse(null);
    }

    private static void putTexts(ArrayNode array, Optional<JsonObject> run, String name) {
        run.map(it -> it.texts(name)).orElse(List.of()).forEach(array::add);
    }
}
