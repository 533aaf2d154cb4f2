package dev.ibkrbot.execution.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The few things one database product needs said that JDBC does not say. */
enum Dialect {
    /** Any database: what a commit is worth is up to how it was set up. */
    STANDARD,
    /** SQLite with a rollback journal; its write-ahead log can lose committed rows silently to one flipped bit. */
    SQLITE;

    /** Codes that speak of access, locks, memory or the disk: PERM, BUSY to IOERR, FULL, CANTOPEN, PROTOCOL, AUTH. */
    private static final Set<Integer> SQLITE_NOT_DAMAGE = Set.of(3, 5, 6, 7, 8, 9, 10, 13, 14, 15, 23);

    static Dialect of(Connection connection) throws SQLException {
        return "SQLite".equals(connection.getMetaData().getDatabaseProductName()) ? SQLITE : STANDARD;
    }

    /** The type of the sequence column: in SQLite exactly INTEGER makes it the row's own key, without an index. */
    String sequenceType() {
        return this == SQLITE ? "INTEGER" : "BIGINT";
    }

    void prepareForWriting(Connection connection, Durability durability) throws SQLException {
        if (this == SQLITE) {
            String mode = single(connection, "PRAGMA journal_mode=TRUNCATE");
            if (!"truncate".equals(mode)) {
                throw new SQLException("journal_mode is " + mode + " instead of truncate");
            }
            boolean forced = durability == Durability.EVERY_APPEND;
            run(connection, "PRAGMA synchronous=" + (forced ? "EXTRA" : "OFF"));
        }
    }

    /** Makes the connection refuse every change, as far as the database can. */
    void prepareForReading(Connection connection) throws SQLException {
        if (this == SQLITE) {
            run(connection, "PRAGMA query_only=ON");
        }
    }

    /** How many tables, indexes, views and triggers there are, where that can be asked; otherwise 0. */
    int countSchemaObjects(Connection connection) throws SQLException {
        return this == SQLITE ? Integer.parseInt(single(connection, "SELECT COUNT(*) FROM sqlite_master")) : 0;
    }

    /** Asks the database to check itself, and that its tables are declared word for word as expected. */
    void checkStorage(Connection connection, String recordTable, String headTable) throws SQLException {
        if (this != SQLITE) {
            return;
        }
        String answer = single(connection, "PRAGMA quick_check");
        if (!"ok".equals(answer)) {
            throw new JournalDamagedException(0, "the database's own check says: " + answer);
        }
        List<String> declared = column(connection, "SELECT sql FROM sqlite_master ORDER BY rowid");
        if (!declared.isEmpty() && !declared.equals(List.of(recordTable, headTable))) {
            throw new JournalDamagedException(0, "the tables are not declared as a journal's: " + declared);
        }
    }

    /** Whether this failure says that the content is bad, rather than that the storage cannot be used now. */
    boolean tellsOfDamage(SQLException failure) {
        return this == SQLITE && !SQLITE_NOT_DAMAGE.contains(failure.getErrorCode());
    }

    /** Lets statements wait for another process for up to five seconds. */
    void waitForLocks(Connection connection) throws SQLException {
        if (this == SQLITE) {
            run(connection, "PRAGMA busy_timeout=5000");
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String single(Connection connection, String sql) throws SQLException {
        List<String> column = column(connection, sql);
        return column.isEmpty() ? "" : column.get(0);
    }

    private static List<String> column(Connection connection, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
        }
        return values;
    }
}
