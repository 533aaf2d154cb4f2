package dev.ibkrbot.execution.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * A journal in a database of its own, by java.sql alone.
 *
 * <p>With {@link Durability#EVERY_APPEND} an append is one forced commit of the records and the head row. SQLite is set
 * to a rollback journal and the strictest synchronization; other databases must be set up to keep what they committed.
 * Opening proves the whole chain. After a failed commit, or when another writer moved the head, every append throws.
 * Confined to one thread; holds one connection until it is closed.
 */
public final class JdbcJournal implements Journal {
    private static final int BATCH = 1_000;

    private final Connection connection;
    private final StoredJournal stored;
    private final Durability durability;
    private final HashChain chain;
    private final PreparedStatement insert;
    private final PreparedStatement moveHead;
    private JournalHead committed;
    private String failure = "";
    private boolean closed;

    private JdbcJournal(Connection connection, StoredJournal stored, HashChain chain, Durability durability)
            throws SQLException {
        this.connection = connection;
        this.stored = stored;
        this.chain = chain;
        this.durability = durability;
        this.committed = chain.head();
        this.insert = connection.prepareStatement("INSERT INTO journal_record"
                + " (seq, time_s, time_n, type, body, previous_hash) VALUES (?, ?, ?, ?, ?, ?)");
        this.moveHead = connection.prepareStatement(
                "UPDATE journal_head SET seq = ?, hash = ? WHERE id = 1 AND seq = ? AND hash = ?");
    }

    /**
     * Creates a journal in an empty database.
     *
     * @throws JournalException when the database is not empty or cannot be written
     */
    public static JdbcJournal create(DataSource database, Durability durability) {
        return start(database, durability, (stored, chain) -> stored.createTables(chain.head()));
    }

    /**
     * Opens an existing journal and proves it from the first record to the head.
     *
     * @throws JournalDamagedException when it is not what was written; also when the database is empty
     * @throws JournalVersionException when it has another format
     * @throws JournalException when the database cannot be used
     */
    public static JdbcJournal open(DataSource database, Durability durability) {
        return start(database, durability, (stored, chain) -> stored.prove(chain, entry -> {}));
    }

    @Override
    public long append(JournalRecord record) {
        return appendAll(List.of(record));
    }

    @Override
    public long appendAll(List<JournalRecord> records) {
        List<JournalRecord> group = List.copyOf(records);
        requireUsable();
        if (group.isEmpty()) {
            return chain.sequence();
        }
        try {
            for (JournalRecord record : group) {
                addInsert(record);
            }
            if (durability == Durability.EVERY_APPEND || chain.sequence() - committed.sequence() >= BATCH) {
                commit();
            }
            return chain.sequence();
        } catch (SQLException | RuntimeException e) {
            throw poisoned(e);
        }
    }

    @Override
    public JournalHead head() {
        return failure.isEmpty() ? chain.head() : committed;
    }

    @Override
    public void read(long fromSequence, Consumer<JournalEntry> reader) {
        if (fromSequence < 1) {
            throw new IllegalArgumentException("fromSequence " + fromSequence + " is below 1");
        }
        requireUsable();
        try {
            commit();
        } catch (SQLException e) {
            throw poisoned(e);
        }
        try {
            try {
                stored.read(fromSequence, committed.sequence(), reader);
            } finally {
                connection.rollback(); // ends the read lock
            }
        } catch (SQLException e) {
            throw new JournalException("reading the journal failed: " + e.getMessage(), e);
        }
    }

    /** Ends the journal, committing what is not committed yet; {@link JournalException} when that fails. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (Connection closing = connection) {
            if (failure.isEmpty()) {
                commit();
            } else {
                closing.rollback();
            }
        } catch (SQLException e) {
            if (failure.isEmpty()) {
                throw new JournalException("closing the journal failed: " + e.getMessage(), e);
            }
        }
    }

    private void addInsert(JournalRecord record) throws SQLException {
        String previous = chain.hash();
        insert.setLong(1, chain.advance(record));
        insert.setLong(2, record.time().getEpochSecond());
        insert.setInt(3, record.time().getNano());
        insert.setString(4, record.type().name());
        insert.setString(5, record.body());
        insert.setString(6, previous);
        insert.executeUpdate();
    }

    private void commit() throws SQLException {
        if (chain.sequence() == committed.sequence()) {
            return;
        }
        JournalHead next = chain.head();
        moveHead.setLong(1, next.sequence());
        moveHead.setString(2, next.hash());
        moveHead.setLong(3, committed.sequence());
        moveHead.setString(4, committed.hash());
        if (moveHead.executeUpdate() != 1) {
            throw new SQLException("the head row is not where this journal left it; is there another writer?");
        }
        connection.commit();
        committed = next;
    }

    private JournalException poisoned(Exception cause) {
        failure = String.valueOf(cause.getMessage());
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
        return new JournalException("appending to the journal failed: " + failure, cause);
    }

    private void requireUsable() {
        if (closed) {
            throw new IllegalStateException("the journal is closed");
        }
        if (!failure.isEmpty()) {
            throw new JournalException("the journal takes nothing more after a failed append: " + failure);
        }
    }

    private static JdbcJournal start(DataSource database, Durability durability, Beginning beginning) {
        Objects.requireNonNull(durability, "durability");
        return StorageAccess.connect(database, (connection, stored) -> {
            HashChain chain = new HashChain();
            beginning.run(stored, chain);
            stored.dialect().prepareForWriting(connection, durability);
            connection.setAutoCommit(false);
            return new JdbcJournal(connection, stored, chain, durability);
        });
    }

    @FunctionalInterface
    private interface Beginning {
        void run(StoredJournal stored, HashChain chain) throws SQLException;
    }
}
