package dev.ibkrbot.cli.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ibkrbot.execution.journal.JsonObject;
import java.util.List;
import java.util.Optional;

/** What the gates of one evaluation answered, in the order they were asked. Stateless. */
final class GateStory {
    private GateStory() {}

    /** Every gate with its answer; what it was not asked for is null. */
    static void addTo(ArrayNode array, List<JsonObject> gates) {
        for (JsonObject gate : gates) {
            Optional<Boolean> passed = gate.flag("passed");
            array.addObject()
                    .put("gate", gate.requiredText("gate"))
                    .put("answer", passed.map(it -> it ? "passed" : "failed").orElse("not_asked"))
                    .put("passed", passed.orElse(null))
                    .put("limit", gate.text("limit").orElse(null))
                    .put("actual", gate.text("actual").orElse(null))
                    .put("reason", gate.text("code").orElse(null));
        }
    }

    /** Those that stood against an entry: what was found, and what they ask for. */
    static List<String> failed(List<JsonObject> gates) {
        return gates.stream()
                .filter(gate -> !gate.flag("passed").orElse(true))
                .map(gate -> gate.requiredText("gate") + ": "
                        + gate.text("actual").orElse("unknown") + ", asked for: "
                        + gate.text("limit").orElse("unknown"))
                .toList();
    }

    /** Those that had nothing against an entry, with what they found. */
    static List<String> passed(List<JsonObject> gates) {
        return gates.stream()
                .filter(gate -> gate.flag("passed").orElse(false))
                .map(gate -> gate.requiredText("gate")
                        + gate.text("actual").map(it -> " (" + it + ")").orElse(""))
                .toList();
    }

    /** The names of those that were not asked. */
    static List<String> notAsked(List<JsonObject> gates) {
        return gates.stream()
                .filter(gate -> gate.flag("passed").isEmpty())
                .map(gate -> gate.requiredText("gate"))
                .toList();
    }
}
