package dev.ibkrbot.cli.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.config.ConfigLoader;
import dev.ibkrbot.cli.config.ConfigResult;
import dev.ibkrbot.cli.config.ConfigSources;
import dev.ibkrbot.cli.wiring.RunFolder;
import dev.ibkrbot.execution.journal.MemoryJournal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run does with the addresses it is given. */
@Timeout(30)
class AlertDeskTest {
    @TempDir
    private Path folder;

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    private BotConfig.Monitoring monitoring(Map<String, String> variables) {
        return ConfigLoader.load(new ConfigSources(folder, List.of(), variables, List.of()))
                .match(ConfigResult.Valid::effective, bad -> {
                    throw new AssertionError(bad);
                })
                .config()
                .monitoring();
    }

    private AlertDesk desk(BotConfig.Monitoring monitoring) {
        Instant now = Instant.parse("2026-11-18T15:00:00Z");
        return new AlertDesk(monitoring, new RunFolder(folder), (moment, task) -> {}, () -> now, log::add);
    }

    @Test
    @Tag("MO2")
    void callsNobodyWhereAddressesAreEmpty() {
        BotConfig.Monitoring empty = monitoring(Map.of(
                "MONITORING__HEARTBEAT_URL", "",
                "MONITORING__DISCORD_WEBHOOK_URL", "",
                "MONITORING__SLACK_WEBHOOK_URL", "",
                "MONITORING__TELEGRAM_BOT_TOKEN", "",
                "MONITORING__TELEGRAM_CHAT_ID", "",
                "MONITORING__WEBHOOK_URL", ""));
        MemoryJournal journal = MemoryJournal.keepingRecords();
        assertThat(AlertChannels.of(empty)).isEmpty();
        try (AlertDesk desk = desk(empty)) {
            assertThat(desk.over(journal)).isSameAs(journal);
            desk.alive();
            desk.failed("why");
        }
        assertThat(log).isEmpty();
    }

    @Test
    @Tag("MO2")
    void goesOnWhenNobodyTakesTheHeartbeat() {
        // Port 1 of loopback: nobody listens there without being root.
        try (AlertDesk desk = desk(monitoring(Map.of("MONITORING__HEARTBEAT_URL", "http://127.0.0.1:1/canary")))) {
            desk.over(MemoryJournal.keepingRecords());
            desk.alive();
            desk.failed("why");
        }
        assertThat(log).noneMatch(line -> line.contains("canary") || line.contains("127.0.0.1"));
    }
}
