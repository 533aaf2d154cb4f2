package dev.ibkrbot.execution.journal;

import static dev.ibkrbot.execution.journal.JournalFixtures.entries;
import static dev.ibkrbot.execution.journal.JournalFixtures.entriesOf;
import static dev.ibkrbot.execution.journal.JournalFixtures.record;
import static dev.ibkrbot.execution.journal.JournalFixtures.records;
import static dev.ibkrbot.execution.journal.JournalFixtures.sqlite;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JdbcJournalTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("journal.db");
    }

    @ParameterizedTest
    @EnumSource
    void keepsRecordsWithTheHashOfAMemoryJournal(Durability durability) {
        List<JournalRecord> records = records(2_500);
        MemoryJournal memory = MemoryJournal.countingOnly();
        memory.appendAll(records);

        try (Journal journal = JdbcJournal.create(sqlite(file), durability)) {
            journal.append(records.get(0));
            assertThat(journal.appendAll(records.subList(1, 2_500))).isEqualTo(2_500);
            assertThat(journal.head()).isEqualTo(memory.head());
            assertThat(entriesOf(journal)).isEqualTo(entries(records));
        }

        try (Journal journal = JdbcJournal.open(sqlite(file), durability)) {
            assertThat(journal.head()).isEqualTo(memory.head());
            assertThat(entriesOf(journal)).isEqualTo(entries(records));
            assertThat(journal.append(record(2_501))).isEqualTo(2_501);
            memory.append(record(2_501));
            assertThat(journal.head()).isEqualTo(memory.head());
        }
    }

    @Test
    void hasCommittedBeforeAnAppendReturns() {
        try (Journal journal = JdbcJournal.create(sqlite(file), Durability.EVERY_APPEND)) {
            journal.appendAll(records(3));

            List<JournalEntry> seen = new ArrayList<>();
            JournalVerification verification = JournalVerification.verify(JournalFixtures.readOnly(file), seen::add);
            assertThat(seen).isEqualTo(entries(records(3)));
            assertThat(verification.head()).isEqualTo(journal.head());
        }
    }

    @Test
    void keepsTheAppendsOfASimulationTillTheEnd() {
        Journal journal = JdbcJournal.create(sqlite(file), Durability.AT_CLOSE);
        journal.appendAll(records(3));
        assertThat(JournalVerification.verify(JournalFixtures.readOnly(file)).provenRecords())
                .isZero();

        journal.close();
        assertThat(JournalVerification.verify(JournalFixtures.readOnly(file)).provenRecords())
                .isEqualTo(3);
    }

    @Test
    void refusesToCreateOverTables() {
        JdbcJournal.create(sqlite(file), Durability.EVERY_APPEND).close();

        assertThatThrownBy(() -> JdbcJournal.create(sqlite(file), Durability.EVERY_APPEND))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("empty database");
    }

    @Test
    void refusesToOpenAnEmptyDatabase() {
        assertThatThrownBy(() -> JdbcJournal.open(sqlite(file), Durability.EVERY_APPEND))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("no journal");
    }

    @Test
    void takesNothingMoreAfterAFailedCommit() {
        try (Journal journal = JdbcJournal.create(sqlite(file), Durability.EVERY_APPEND)) {
            journal.append(record(1));
            JournalHead before = journal.head();
            execute("CREATE TRIGGER full BEFORE UPDATE ON journal_head"
                    + " BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");

            assertThatThrownBy(() -> journal.append(record(2)))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("disk is full");
            execute("DROP TRIGGER full");
            assertThatThrownBy(() -> journal.append(record(2)))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("nothing more");
            assertThat(journal.head()).isEqualTo(before);
        }

        assertThat(JournalVerification.verify(sqlite(file)).provenRecords()).isEqualTo(1);
    }

    @Test
    void noticesAnotherWriter() {
        try (Journal first = JdbcJournal.create(sqlite(file), Durability.EVERY_APPEND);
                Journal second = JdbcJournal.open(sqlite(file), Durability.EVERY_APPEND)) {
            first.append(record(1));

            assertThatThrownBy(() -> second.append(record(2))).isInstanceOf(JournalException.class);
            first.append(record(3));
        }

        List<JournalEntry> kept = new ArrayList<>();
        assertThat(JournalVerification.verify(sqlite(file), kept::add).isSound())
                .isTrue();
        assertThat(kept).isEqualTo(entries(List.of(record(1), record(3))));
    }

    @Test
    void refusesAFormatThatIsNewer() {
        JdbcJournal.create(sqlite(file), Durability.EVERY_APPEND).close();
        execute("UPDATE journal_head SET schema_version = 2");

        assertThatThrownBy(() -> JdbcJournal.open(sqlite(file), Durability.EVERY_APPEND))
                .isInstanceOf(JournalVersionException.class)
                .hasMessage("journal schema version 2 is not the supported 1; it was written by a newer version");
    }

    @Test
    void namesTheRecordThatWasChanged() {
        try (Journal journal = JdbcJournal.create(sqlite(file), Durability.EVERY_APPEND)) {
            journal.appendAll(records(5));
        }
        execute("UPDATE journal_record SET body = replace(body, 'QQQ', 'SPY') WHERE seq = 3");

        JournalVerification verification = JournalVerification.verify(sqlite(file));

        assertThat(verification.provenRecords()).isEqualTo(2);
        assertThat(verification.damage())
                .hasValueSatisfying(d -> assertThat(d.sequence()).isEqualTo(3));
        assertThatThrownBy(() -> JdbcJournal.open(sqlite(file), Durability.EVERY_APPEND))
                .isInstanceOfSatisfying(
                        JournalDamagedException.class,
                        e -> assertThat(e.sequence()).isEqualTo(3));
    }

    @Test
    void noticesThatTheLastRecordIsGone() {
        try (Journal journal = JdbcJournal.create(sqlite(file), Durability.EVERY_APPEND)) {
            journal.appendAll(records(5));
        }
        execute("DELETE FROM journal_record WHERE seq = 5");

        assertThat(JournalVerification.verify(sqlite(file)).damage())
                .hasValueSatisfying(d -> assertThat(d.sequence()).isEqualTo(5));
    }

    private void execute(String sql) {
        try (Connection connection = sqlite(file).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
