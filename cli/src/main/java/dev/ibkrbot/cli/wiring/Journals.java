package dev.ibkrbot.cli.wiring;

import dev.ibkrbot.execution.journal.Durability;
import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.journal.JournalEntry;
import dev.ibkrbot.execution.journal.JournalException;
import dev.ibkrbot.execution.journal.JournalFile;
import dev.ibkrbot.execution.journal.JournalVerification;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/** Puts SQLite behind the journal. Thread-safe. */
public final class Journals {
    private Journals() {}

    /** A new journal for a run of the bot: every record is on the disk before anything is done about it. */
    public static Journal createForRun(Path file) {
        return JournalFile.openOrCreate(file, Journals::database, Durability.EVERY_APPEND);
    }

    /** A new journal for a backtest, which can be run again: written in batches. */
    public static Journal createForBacktest(Path file) {
        return JournalFile.openOrCreate(file, Journals::database, Durability.AT_CLOSE);
    }

    /**
     * Proves a journal without changing it, handing over every proven record. Of one whose writer was killed in the
     * middle of a commit, what was committed before is proven, in a copy.
     */
    public static JournalVerification verify(Path file, Consumer<JournalEntry> reader) {
        try {
            return JournalVerification.verify(readOnly(file), reader);
        } catch (JournalException e) {
            if (!UnfinishedCommit.isCauseOf(e)) {
                throw e;
            }
            return UnfinishedCommit.inCopy(file, copy -> JournalVerification.verify(database(copy), reader));
        }
    }

    private static DataSource readOnly(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        SQLiteDataSource database = new SQLiteDataSource(config);
        database.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        return database;
    }

    private static DataSource database(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        // Else the driver asks for the last row after every insert, for callers that never come.
        config.setGetGeneratedKeys(false);
        SQLiteDataSource database = new SQLiteDataSource(config);
        database.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        return database;
    }
}
