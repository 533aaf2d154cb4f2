package dev.ibkrbot.execution.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets an incident through when it begins, each thing it is about once, and its recovery once. An incident that nothing
 * ends counts as over when it was not heard of for a while, and one that becomes graver is told again. Of one key so many
 * are told in that while and no more. Confined to the thread that asks.
 */
final class AlertThrottle {
    private static final int MOST_OF_A_KEY = 10;

    private final Duration quiet;
    private final Map<String, Map<String, Heard>> byKey = new HashMap<>();

    private record Heard(Instant last, Alert.Level level, Instant told) {}

    /** {@code quiet}: how long nothing must be heard of an incident before it may begin anew. */
    AlertThrottle(Duration quiet) {
        this.quiet = quiet;
    }

    boolean admits(Alert alert) {
        return switch (alert.kind()) {
            case NOTE -> true;
            case RECOVERY -> byKey.remove(alert.key()) != null;
            case INCIDENT -> begins(alert);
        };
    }

    /** The text says what it is about: two positions without a stop are two incidents of one key. */
    private boolean begins(Alert alert) {
        Map<String, Heard> heard = byKey.computeIfAbsent(alert.key(), key -> new HashMap<>());
        heard.values().removeIf(it -> !it.last().plus(quiet).isAfter(alert.at()));
        Heard before = heard.get(alert.text());
        if (before == null && heard.size() >= MOST_OF_A_KEY) {
            return false;
        }
        boolean graver = before == null || alert.level().compareTo(before.level()) > 0;
        heard.put(
                alert.text(),
                graver
                        ? new Heard(alert.at(), alert.level(), alert.at())
                        : new Heard(alert.at(), before.level(), before.told()));
        return graver && !followsFrom(alert);
    }

    /** Whether it is a freeze whose reason was told as an incident of its own at the same moment. */
    private boolean followsFrom(Alert alert) {
        return alert.key().startsWith("freeze/")
                && byKey.getOrDefault(alert.text(), Map.of()).values().stream()
                        .anyMatch(it -> it.told().equals(alert.at()));
    }
}
