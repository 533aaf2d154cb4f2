package dev.ibkrbot.execution.alert;

import dev.ibkrbot.execution.alert.Alert.Level;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Many alerts as one: how many of each level, and the lines of the gravest. Its size has a bound, however many it takes.
 * Confined to its owner's lock.
 */
final class Digest {
    private static final int MOST_LINES = 30;
    private static final int LONGEST_LINE = 120;

    private final Map<Level, Long> counts = new EnumMap<>(Level.class);
    private final List<Alert> shown = new ArrayList<>();
    private long count;
    private long sequence;

    void add(Alert alert) {
        count++;
        sequence = Math.max(sequence, alert.sequence());
        counts.merge(alert.level(), 1L, Long::sum);
        shown.add(alert);
        if (shown.size() > MOST_LINES) {
            shown.remove(leastGrave());
        }
    }

    /** The last of those that matter least: how it began is told rather than how it went on. */
    private int leastGrave() {
        int least = 0;
        for (int i = 1; i < shown.size(); i++) {
            if (shown.get(i).level().compareTo(shown.get(least).level()) <= 0) {
                least = i;
            }
        }
        return least;
    }

    long count() {
        return count;
    }

    /** One message that stands for all; its sequence is the last one's. Something must have been added. */
    Alert message() {
        StringJoiner lines = new StringJoiner("\n");
        shown.forEach(alert -> lines.add(line(alert)));
        Map<Level, Long> left = new EnumMap<>(counts);
        shown.forEach(alert -> left.merge(alert.level(), -1L, Long::sum));
        left.values().removeIf(number -> number == 0);
        if (!left.isEmpty()) {
            StringJoiner more = new StringJoiner(", ", "and ", "; they stand in the journal");
            left.forEach(
                    (level, number) -> more.add(number + " more " + level.name().toLowerCase(Locale.ROOT)));
            lines.add(more.toString());
        }
        Level gravest = counts.keySet().stream().max(Level::compareTo).orElseThrow();
        return new Alert(
                sequence,
                Alert.Kind.NOTE,
                "digest",
                gravest,
                count + " messages that could not be told before",
                lines.toString(),
                shown.get(shown.size() - 1).at());
    }

    private static String line(Alert alert) {
        String text = alert.text().replaceAll("\\R+", ", ");
        String line = alert.at() + " " + alert.level() + " " + alert.title() + (text.isEmpty() ? "" : ": " + text);
        return Channel.cut(line, LONGEST_LINE);
    }
}
