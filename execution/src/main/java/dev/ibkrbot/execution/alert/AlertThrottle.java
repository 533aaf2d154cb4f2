package dev.ibkrbot.execution.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets an incident through when it begins, and its recovery once. An incident that nothing ends counts as over when it
 * was not heard of for a while. Confined to the thread that asks.
 */
final class AlertThrottle {
    private final Duration quiet;
    private final Map<String, Instant> lastHeard = new HashMap<>();

    /** {@code quiet}: how long nothing must be heard of an incident before it may begin anew. */
    AlertThrottle(Duration quiet) {
        this.quiet = quiet;
    }

    boolean admits(Alert alert) {
        return switch (alert.kind()) {
            case NOTE -> true;
            case RECOVERY -> lastHeard.remove(alert.key()) != null;
            case INCIDENT -> {
                Instant last = lastHeard.put(alert.key(), alert.at());
                yield last == null || !last.plus(quiet).isAfter(alert.at());
            }
        };
    }
}
