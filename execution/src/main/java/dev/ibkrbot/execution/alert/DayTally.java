package dev.ibkrbot.execution.alert;

import dev.ibkrbot.execution.journal.JournalEntry;
import dev.ibkrbot.execution.journal.JsonFormatException;
import dev.ibkrbot.execution.journal.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * How often each strategy was asked and answered since the last end of a day: one that never fires is seen. Confined to
 * the thread that shows entries.
 */
final class DayTally {
    private final Map<String, long[]> byStrategy = new TreeMap<>();

    void see(JournalEntry entry) {
        String type = entry.record().type().name();
        if (type.equals("day_end")) {
            byStrategy.clear();
        } else if (type.equals("signal")) {
            try {
                JsonObject body = entry.record().parsedBody();
                long[] counts = byStrategy.computeIfAbsent(body.requiredText("strategy"), name -> new long[2]);
                counts[0]++;
                counts[1] += body.requiredText("action").equals("HOLD") ? 0 : 1;
            } catch (JsonFormatException e) {
                // A record of another version: the summary counts what it understands.
                return;
            }
        }
    }

    /**
     * One line for each strategy, those included that were never asked. What the engine counted begins with its start,
     * what stands here with the day.
     *
     * @param counted what the engine says of each strategy in force
     */
    String text(List<JsonObject> counted) {
        Map<String, long[]> all = new TreeMap<>(byStrategy);
        Set<String> silent = new HashSet<>();
        for (JsonObject one : counted) {
            String strategy = one.requiredText("strategy");
            long[] own = byStrategy.getOrDefault(strategy, new long[2]);
            all.put(strategy, new long[] {
                Math.max(own[0], one.requiredNumber("evaluations")), Math.max(own[1], one.requiredNumber("signals"))
            });
            if (!one.requiredFlag("can_fire")) {
                silent.add(strategy);
            }
        }
        StringJoiner lines = new StringJoiner("\n");
        all.forEach((strategy, counts) -> lines.add(strategy + ": " + counts[0] + " evaluations, " + counts[1]
                + " signals" + (silent.contains(strategy) ? ", cannot fire: its self-test came to none" : "")));
        return lines.toString();
    }
}
