package dev.ibkrbot.execution.journal;

import static dev.ibkrbot.execution.journal.JournalFixtures.SIGNAL;
import static dev.ibkrbot.execution.journal.JournalFixtures.entries;
import static dev.ibkrbot.execution.journal.JournalFixtures.entriesOf;
import static dev.ibkrbot.execution.journal.JournalFixtures.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryJournalTest {
    private static final RecordType SKIP = RecordType.of("skip");

    /** The hashes were computed from the encoding's description by another program. */
    @Test
    void chainsRecordsAsTheEncodingSays() {
        MemoryJournal journal = MemoryJournal.countingOnly();
        Instant time = Instant.parse("2026-06-15T13:30:00Z");
        assertThat(journal.head())
                .isEqualTo(new JournalHead(0, "6b8159c678ae459d418255835060e8ad071f6240c75e5f51e52e91f3ded0abb8"));

        journal.append(JournalRecord.of(
                time.plusNanos(5),
                SIGNAL,
                JsonBody.object().text("symbol", "SPY").decimal("confidence", 0.75, 4)));
        assertThat(journal.head())
                .isEqualTo(new JournalHead(1, "84161d960426a4ab8861ae2b240288b0a27fa0ad8c9eaa8a5628d20c38263ba1"));

        journal.append(
                JournalRecord.of(time.plusSeconds(60), SKIP, JsonBody.object().text("reason", "Spread \u20ac")));
        assertThat(journal.head())
                .isEqualTo(new JournalHead(2, "038d7f281f187a975e15af96be2a8c9409de4cad660d4a8b257830d145987d91"));
    }

    @Test
    void readsFromASequenceOn() {
        MemoryJournal journal = MemoryJournal.keepingRecords();
        List<JournalRecord> records = records(4);

        assertThat(journal.append(records.get(0))).isEqualTo(1);
        assertThat(journal.appendAll(records.subList(1, 4))).isEqualTo(4);
        assertThat(journal.appendAll(List.of())).isEqualTo(4);

        assertThat(entriesOf(journal)).isEqualTo(entries(records));
        journal.read(4, entry -> assertThat(entry).isEqualTo(new JournalEntry(4, records.get(3))));
        journal.read(5, entry -> assertThat(entry).isNull());
    }

    @Test
    void countsByTypeWithoutKeepingRecords() {
        MemoryJournal journal = MemoryJournal.countingOnly();
        journal.appendAll(records(3));
        journal.append(JournalRecord.of(JournalFixtures.START, SKIP, JsonBody.object()));

        assertThat(journal.counts()).isEqualTo(Map.of(SIGNAL, 3L, SKIP, 1L));
        assertThatThrownBy(() -> journal.read(1, entry -> {})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void takesNothingAfterItIsClosed() {
        MemoryJournal journal = MemoryJournal.keepingRecords();
        journal.close();

        assertThatThrownBy(() -> journal.append(JournalFixtures.record(1))).isInstanceOf(IllegalStateException.class);
    }
}
