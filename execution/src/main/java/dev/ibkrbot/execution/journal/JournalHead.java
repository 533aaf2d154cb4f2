package dev.ibkrbot.execution.journal;

import java.util.Objects;

/**
 * The end of a journal: how many records it has and the hash that stands for all of them. Immutable.
 *
 * <p>The hash depends on the records alone (engine times, types, bodies and their order), not on path, host, process or
 * wall time: the same run gives the same hash in memory and in a database.
 *
 * @param sequence sequence of the last record, 0 for an empty journal
 * @param hash SHA-256 as 64 lower-case hexadecimal digits
 */
public record JournalHead(long sequence, String hash) {

    /** Throws {@link IllegalArgumentException} on a negative sequence or a hash that is not SHA-256 in hexadecimal. */
    public JournalHead {
        if (sequence < 0) {
            throw new IllegalArgumentException("sequence " + sequence + " is negative");
        }
        Objects.requireNonNull(hash, "hash");
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("hash '" + hash + "' is not 64 lower-case hexadecimal digits");
        }
    }
}
