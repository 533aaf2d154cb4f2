package dev.ibkrbot.execution.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.execution.alert.Alert.Level;
import dev.ibkrbot.execution.journal.JournalEntry;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.journal.RecordType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlertRulesTest {
    private static final Instant NOON = Instant.parse("2026-11-18T17:00:00Z");

    private static Optional<Alert> alert(long sequence, String code, String message) {
        JsonBody body = JsonBody.object()
                .text("severity", "CRITICAL")
                .text("code", code)
                .text("message", message);
        return AlertRules.alert(
                new JournalEntry(sequence, JournalRecord.of(NOON.plusSeconds(sequence), RecordType.of("alert"), body)),
                new DayTally());
    }

    /** Two positions at a broker that takes no stops are two dangers; one broken link is one, however often it is told. */
    @Test
    void tellsOfEachPositionWithoutProtection() {
        AlertThrottle throttle = new AlertThrottle(Duration.ofHours(1));

        List<Alert> told = Stream.of(
                        alert(1, "exits_watched", "SPY"),
                        alert(2, "exits_watched", "QQQ"),
                        alert(3, "disconnected", "no entries"),
                        alert(4, "disconnected", "no entries"))
                .flatMap(Optional::stream)
                .filter(throttle::admits)
                .toList();

        assertThat(told).extracting(Alert::text).containsExactly("SPY", "QQQ", "no entries");
        assertThat(told).extracting(Alert::level).containsOnly(Level.CRITICAL);
    }

    @Test
    void tellsWhichStrategyTheIndexCallsFor() {
        JsonBody body = JsonBody.object()
                .text("date", "2026-11-18")
                .text("strategy", "B")
                .texts("symbols", List.of("SPY"))
                .text("size", "0.5")
                .text("reason", "regime_elevated");
        JournalEntry entry = new JournalEntry(9, JournalRecord.of(NOON, RecordType.of("regime"), body));

        assertThat(AlertRules.alert(entry, new DayTally()))
                .contains(new Alert(
                        9,
                        Alert.Kind.NOTE,
                        "note",
                        Level.INFO,
                        "strategy B on 2026-11-18",
                        "regime_elevated\nSPY",
                        NOON));
    }
}
