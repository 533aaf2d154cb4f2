package dev.ibkrbot.execution.journal;

import static dev.ibkrbot.execution.journal.JournalFixtures.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crash in the middle of a commit leaves: a half-written database beside the rollback file that mends it. */
class UnfinishedCommitTest {
    /** One byte in so many is damaged; -Djournal.sweep.step=1 takes them all. */
    private static final int STEP = Integer.getInteger("journal.sweep.step", 7);

    @TempDir
    Path folder;

    private Path file;
    private Path rollbackFile;
    private JournalHead acknowledged;
    private byte[] halfWritten;
    private byte[] rollback;

    @BeforeEach
    void copyFilesInTheMiddleOfACommit() throws IOException, SQLException {
        file = folder.resolve("journal.db");
        rollbackFile = folder.resolve("journal.db-journal");
        try (Journal journal =
                JdbcJournal.create(JournalFixtures.sqliteWithSmallPages(file), Durability.EVERY_APPEND)) {
            records(8).forEach(journal::append);
            acknowledged = journal.head();
        }
        try (Connection connection = JournalFixtures.sqliteWithSmallPages(file).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=TRUNCATE");
            statement.execute("PRAGMA cache_size=2"); // so small that changed pages are written before the commit
            connection.setAutoCommit(false);
            statement.execute("UPDATE journal_head SET seq = 9");
            statement.execute("UPDATE journal_record SET body = body || 'x'");
            for (int sequence = 9; sequence < 60; sequence++) {
                statement.execute("INSERT INTO journal_record VALUES (" + sequence + ", 1, 1, 'signal', '{}', '')");
            }
            halfWritten = Files.readAllBytes(file);
            rollback = Files.readAllBytes(rollbackFile);
            connection.rollback();
        }
        assertThat(halfWritten).isNotEqualTo(Files.readAllBytes(file));
    }

    @Test
    void isRolledBackToTheLastAcknowledgedRecord() throws IOException {
        assertThat(opens(rollback)).isTrue();
    }

    @Test
    void isNeverMendedWronglyByADamagedRollbackFile() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        for (int at = 0; at < rollback.length; at += STEP) {
            byte[] damaged = rollback.clone();
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            opens(damaged);
        }
    }

    @Test
    void isNeverMendedWronglyByATruncatedRollbackFile() throws IOException {
        for (int length = 0; length < rollback.length; length += 10 * STEP) {
            opens(Arrays.copyOf(rollback, length));
        }
    }

    @Test
    void isLeftAsItIsByVerification() throws IOException {
        Files.write(file, halfWritten);
        Files.write(rollbackFile, rollback);

        assertThatThrownBy(() -> JournalVerification.verify(JournalFixtures.readOnly(file)))
                .isInstanceOf(JournalException.class);
        assertThat(file).hasBinaryContent(halfWritten);
        assertThat(rollbackFile).hasBinaryContent(rollback);
    }

    /** Whether the journal opens; if it does, it must stand at the last acknowledged record. */
    private boolean opens(byte[] rollbackContent) throws IOException {
        Files.write(file, halfWritten);
        Files.write(rollbackFile, rollbackContent);
        try (Journal journal = JdbcJournal.open(JournalFixtures.sqlite(file), Durability.EVERY_APPEND)) {
            assertThat(journal.head()).isEqualTo(acknowledged);
            return true;
        } catch (JournalException e) {
            return false;
        }
    }
}
