package dev.ibkrbot.execution.journal;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * What checking a journal from the first record to the head found. Immutable.
 *
 * @param provenRecords how many records, from the first on, are what was written
 * @param head the head if the journal is sound, otherwise that of the proven records
 * @param damage what is wrong first; empty when the journal is sound
 */
public record JournalVerification(long provenRecords, JournalHead head, Optional<Damage> damage) {

    /**
     * The first thing that is wrong. Immutable.
     *
     * @param sequence the first record that cannot be trusted, 0 when the damage is not within one record
     * @param what what is wrong, in words
     */
    public record Damage(long sequence, String what) {}

    /** Throws {@link NullPointerException} when a part is missing. */
    public JournalVerification {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(damage, "damage");
    }

    /** Whether every record is what was written and none is missing. */
    public boolean isSound() {
        return damage.isEmpty();
    }

    /** Checks a journal; see {@link #verify(DataSource, Consumer)}. */
    public static JournalVerification verify(DataSource database) {
        return verify(database, entry -> {});
    }

    /**
     * Checks a journal without changing it and hands over every record that is proven, which is also how a journal is
     * read that another process is writing.
     *
     * <p>The database should be opened read-only (SQLite: open mode READONLY), otherwise the database itself may tidy
     * up after a crash. A crash may leave a SQLite journal that only a writer can bring in order; that is an exception.
     *
     * @throws JournalVersionException when it has another format
     * @throws JournalException when the database cannot be read now
     */
    public static JournalVerification verify(DataSource database, Consumer<JournalEntry> reader) {
        HashChain proven = new HashChain();
        try {
            return StorageAccess.connect(database, (connection, stored) -> {
                stored.dialect().prepareForReading(connection);
                try (connection) {
                    return sound(stored, proven, reader);
                }
            });
        } catch (JournalDamagedException e) {
            return new JournalVerification(
                    proven.sequence(), proven.head(), Optional.of(new Damage(e.sequence(), e.getMessage())));
        }
    }

    private static JournalVerification sound(StoredJournal stored, HashChain proven, Consumer<JournalEntry> reader)
            throws SQLException {
        stored.prove(new HashChain(), entry -> {
            proven.advance(entry.record());
            reader.accept(entry);
        });
        return new JournalVerification(proven.sequence(), proven.head(), Optional.empty());
    }
}
