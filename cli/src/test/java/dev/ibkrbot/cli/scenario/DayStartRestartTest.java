package dev.ibkrbot.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.cli.wiring.Journals;
import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.journal.JournalDamagedException;
import dev.ibkrbot.stub.StubBars;
import dev.ibkrbot.stub.StubBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The equity a day began with survives a restart, in a real journal file. */
@Tag("DL3")
class DayStartRestartTest {
    private static final Instant SAME_DAY = Instant.parse("2026-11-18T16:25:00Z");
    private static final Instant NEXT_DAY = Instant.parse("2026-11-19T15:25:00Z");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void runsUntilHalfPastTenWith100000() {
        file = folder.resolve("journal.db");
        try (Journal journal = Journals.createForRun(file)) {
            StubDay day = StubDay.on(account(StubDay.START, "100000"), journal).runUntil(StubDay.START.plusSeconds(60));
            assertThat(day.status().startOfDayEquity()).contains(Money.usd("100000"));
        }
    }

    /** An hour of S5 up to the next cycle, and an account that holds so much. */
    private static StubBroker account(Instant start, String dollars) {
        return StubBroker.builder()
                .at(start)
                .bars(StubBars.minutesUntil(start.plusSeconds(300), 60, StubDay.S5))
                .equity(Money.usd(dollars))
                .build();
    }

    private static List<String> dayStarts(StubDay day) {
        return day.records("day_start").stream()
                .map(record -> record.requiredText("date") + " " + record.requiredText("equity"))
                .toList();
    }

    @Test
    void keepsTheStartOfTheSameDay() {
        try (Journal journal = Journals.createForRun(file)) {
            StubDay day = StubDay.on(account(SAME_DAY, "84000"), journal).runUntil(SAME_DAY.plusSeconds(300));
            assertThat(day.status().startOfDayEquity()).contains(Money.usd("100000"));
            assertThat(dayStarts(day)).containsExactly("2026-11-18 100000.00");
            assertThat(day.records("denial"))
                    .as("16 % lost, 15 % allowed a day and a week")
                    .singleElement()
                    .satisfies(denial -> assertThat(denial.objects("denials"))
                            .extracting(it -> it.requiredText("code"))
                            .containsExactly("daily_loss", "weekly_governor_active"));
            assertThat(day.submitted()).isEmpty();
        }
    }

    @Test
    void beginsTheNextDayAnew() {
        try (Journal journal = Journals.createForRun(file)) {
            StubDay day = StubDay.on(account(NEXT_DAY, "86000"), journal).runUntil(NEXT_DAY.plusSeconds(300));
            assertThat(day.status().startOfDayEquity()).contains(Money.usd("86000"));
            assertThat(dayStarts(day)).containsExactly("2026-11-18 100000.00", "2026-11-19 86000.00");
            assertThat(day.submitted()).hasSize(3);
        }
    }

    @Test
    void startsNothingOnADamagedJournal() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf("100000.00"); at >= 0; at = text.indexOf("100000.00", at + 1)) {
            bytes[at] = '2';
        }
        Files.write(file, bytes);
        assertThatThrownBy(() -> Journals.createForRun(file)).isInstanceOf(JournalDamagedException.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }
}
