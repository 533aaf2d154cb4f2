package dev.ibkrbot.execution.journal;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Opens the connection of a journal and turns what the database complains about into a {@link JournalException}. */
final class StorageAccess {

    private StorageAccess() {}

    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection, StoredJournal stored) throws SQLException;
    }

    /** Runs the work on a new connection, which stays open when the work succeeds and is closed when it fails. */
    static <T> T connect(DataSource database, Work<T> work) {
        Connection connection = open(database);
        Dialect dialect = Dialect.STANDARD;
        try {
            dialect = Dialect.of(connection);
            connection.setAutoCommit(true);
            return work.on(connection, new StoredJournal(connection));
        } catch (SQLException e) {
            JournalException failure = dialect.tellsOfDamage(e)
                    ? new JournalDamagedException(0, "the database says: " + e.getMessage(), e)
                    : new JournalException("the journal's database cannot be used: " + e.getMessage(), e);
            throw closeAfter(failure, connection);
        } catch (RuntimeException e) {
            throw closeAfter(e, connection);
        }
    }

    private static Connection open(DataSource database) {
        try {
            return database.getConnection();
        } catch (SQLException e) {
            throw new JournalException("the journal's database cannot be opened: " + e.getMessage(), e);
        }
    }

    private static RuntimeException closeAfter(RuntimeException failure, Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }
}
