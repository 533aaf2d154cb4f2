package dev.ibkrbot.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JournalVerification;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.journal.RecordType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalsTest {
    @TempDir
    private Path folder;

    @Test
    void provesWhatWasCommittedBeforeTheWriterDied() throws IOException, SQLException {
        Path file = folder.resolve("journal.db");
        try (Journal journal = Journals.createForRun(file)) {
            journal.append(JournalRecord.of(Instant.EPOCH, RecordType.of("first"), JsonBody.object()));
        }
        Path left = dieInTheMiddleOfACommit(file);
        byte[] before = Files.readAllBytes(left);

        JournalVerification verdict = Journals.verify(left, entry -> {});

        assertThat(verdict.isSound()).isTrue();
        assertThat(verdict.provenRecords()).isEqualTo(1);
        assertThat(Files.readAllBytes(left)).isEqualTo(before);
    }

    /** Files as they lie on the disk while a transaction is half written; nothing cleans up after them. */
    private Path dieInTheMiddleOfACommit(Path file) throws SQLException, IOException {
        Path left = Files.createDirectory(folder.resolve("left")).resolve("journal.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            // A cache of one page spills half of the transaction into the database file.
            statement.execute("pragma cache_size = 1");
            statement.execute("pragma journal_mode = truncate");
            connection.setAutoCommit(false);
            statement.execute("create table spill (t text)");
            for (int i = 0; i < 50; i++) {
                statement.execute("insert into spill values (hex(randomblob(2000)))");
            }
            Files.copy(file, left);
            Files.copy(file.resolveSibling("journal.db-journal"), left.resolveSibling("journal.db-journal"));
            connection.rollback();
        }
        return left;
    }
}
