package dev.ibkrbot.execution.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The two tables of a journal in a database, and how they are read.
 *
 * <p>{@code journal_record} has one row per record with the hash of the previous one, so that a row cannot be changed,
 * dropped or moved unseen; {@code journal_head} has one row with the last sequence and hash, so that the last rows
 * cannot be lost unseen. Confined to the thread of its connection.
 */
final class StoredJournal {
    static final int SCHEMA_VERSION = 1;

    private static final int READ_CHUNK = 2_000;
    private static final String RECORD_COLUMNS = " (seq %s NOT NULL PRIMARY KEY, time_s BIGINT NOT NULL,"
            + " time_n INTEGER NOT NULL, type VARCHAR(32) NOT NULL, body TEXT NOT NULL,"
            + " previous_hash CHAR(64) NOT NULL)";
    private static final String HEAD_COLUMNS = " (id INTEGER NOT NULL PRIMARY KEY, schema_version INTEGER NOT NULL,"
            + " encoding_version INTEGER NOT NULL, seq BIGINT NOT NULL, hash CHAR(64) NOT NULL)";

    private final Connection connection;
    private final Dialect dialect;

    StoredJournal(Connection connection) throws SQLException {
        this.connection = connection;
        this.dialect = Dialect.of(connection);
        dialect.waitForLocks(connection);
    }

    Dialect dialect() {
        return dialect;
    }

    private boolean isEmptyDatabase() throws SQLException {
        return !hasTable("journal_record") && !hasTable("journal_head") && dialect.countSchemaObjects(connection) == 0;
    }

    /** Creates the tables of an empty journal in one commit, forced to the disk. */
    void createTables(JournalHead genesis) throws SQLException {
        if (!isEmptyDatabase()) {
            throw new JournalException("a new journal needs an empty database, this one has tables");
        }
        dialect.prepareForWriting(connection, Durability.EVERY_APPEND);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(recordTable());
            statement.execute(headTable());
        }
        String insert =
                "INSERT INTO journal_head (id, schema_version, encoding_version, seq, hash) VALUES (1, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setInt(1, SCHEMA_VERSION);
            statement.setInt(2, HashChain.ENCODING_VERSION);
            statement.setLong(3, genesis.sequence());
            statement.setString(4, genesis.hash());
            statement.executeUpdate();
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    /**
     * Reads the whole journal, proving it from the first record to the head, and hands each proven entry over. No lock
     * is held between chunks, so a writer in another process is not blocked; what it appends meanwhile is read, too.
     */
    void prove(HashChain chain, Consumer<JournalEntry> reader) throws SQLException {
        dialect.checkStorage(connection, recordTable(), headTable());
        if (!hasTable("journal_record") || !hasTable("journal_head")) {
            throw new JournalDamagedException(
                    0, "the database holds no journal; an existing file is never started anew");
        }
        ChainProof proof = new ChainProof(chain, reader);
        JournalHead head = readHead();
        do {
            while (chain.sequence() < head.sequence()) {
                proveChunk(proof, chain.sequence(), StrictMath.min(head.sequence(), chain.sequence() + READ_CHUNK));
            }
            proof.settle(head.hash());
            head = readHead();
        } while (head.sequence() > chain.sequence());
        if (!head.equals(chain.head())) {
            throw new JournalDamagedException(head.sequence(), "the head row changed while it was being read");
        }
    }

    private void proveChunk(ChainProof proof, long after, long last) throws SQLException {
        String select = "SELECT seq, time_s, time_n, type, body, previous_hash FROM journal_record"
                + " WHERE seq > ? AND seq <= ? ORDER BY seq";
        long sequence = after;
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setLong(1, after);
            statement.setLong(2, last);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next() && rows.getLong(1) == sequence + 1) {
                    sequence++;
                    proof.settle(text(sequence, rows, 6));
                    proof.add(new JournalEntry(sequence, record(sequence, rows)));
                }
            }
        }
        if (sequence != last) {
            throw new JournalDamagedException(sequence + 1, "the record is missing, though later ones were written");
        }
    }

    /** Hands over the stored entries in this range without proving them: the caller has done so before. */
    void read(long first, long last, Consumer<JournalEntry> reader) throws SQLException {
        String select = "SELECT seq, time_s, time_n, type, body FROM journal_record"
                + " WHERE seq >= ? AND seq <= ? ORDER BY seq";
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            for (long from = first; from <= last; from += READ_CHUNK) {
                statement.setLong(1, from);
                statement.setLong(2, StrictMath.min(last, from + READ_CHUNK - 1));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        reader.accept(new JournalEntry(rows.getLong(1), record(rows.getLong(1), rows)));
                    }
                }
            }
        }
    }

    private static JournalRecord record(long sequence, ResultSet row) throws SQLException {
        String type = text(sequence, row, 4);
        String body = text(sequence, row, 5);
        try {
            Instant time = Instant.ofEpochSecond(row.getLong(2), row.getInt(3));
            return JournalRecord.stored(time, RecordType.of(type), body);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new JournalDamagedException(sequence, "the record cannot be read: " + e.getMessage(), e);
        }
    }

    private static String text(long sequence, ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        if (text == null) {
            throw new JournalDamagedException(sequence, "column " + column + " has no value");
        }
        return text;
    }

    private JournalHead readHead() throws SQLException {
        String select = "SELECT h.id, h.schema_version, h.encoding_version, h.seq, h.hash,"
                + " (SELECT MAX(r.seq) FROM journal_record r), (SELECT COUNT(*) FROM journal_head)"
                + " FROM journal_head h WHERE h.id = 1";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(select)) {
            if (!row.next() || row.getInt(7) != 1) {
                throw new JournalDamagedException(0, "the head row is missing or not the only one");
            }
            checkVersion("schema version", row.getLong(2), SCHEMA_VERSION);
            checkVersion("encoding version", row.getLong(3), HashChain.ENCODING_VERSION);
            if (row.getLong(6) != row.getLong(4)) {
                throw new JournalDamagedException(
                        StrictMath.min(row.getLong(4), row.getLong(6)) + 1,
                        "the head row says " + row.getLong(4) + " records, the last one is " + row.getLong(6));
            }
            return new JournalHead(row.getLong(4), text(0, row, 5));
        } catch (IllegalArgumentException e) {
            throw new JournalDamagedException(0, "the head row cannot be read: " + e.getMessage(), e);
        }
    }

    private static void checkVersion(String what, long found, long supported) {
        if (found != supported) {
            throw new JournalVersionException(what, found, supported);
        }
    }

    private boolean hasTable(String name) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, null, null, new String[] {"TABLE"})) {
            while (tables.next()) {
                if (String.valueOf(tables.getString("TABLE_NAME"))
                        .toLowerCase(Locale.ROOT)
                        .equals(name)) {
                    return true;
                }
            }
            return false;
        }
    }

    private String recordTable() {
        return "CREATE TABLE journal_record" + String.format(Locale.ROOT, RECORD_COLUMNS, dialect.sequenceType());
    }

    private String headTable() {
        return "CREATE TABLE journal_head" + HEAD_COLUMNS;
    }
}
