package dev.ibkrbot.execution.journal;

import java.util.Objects;

/**
 * A record as it stands in a journal. Immutable.
 *
 * @param sequence its place, counted from 1 without gaps
 * @param record what was journaled
 */
public record JournalEntry(long sequence, JournalRecord record) {

    /** Throws {@link IllegalArgumentException} when the sequence is below 1. */
    public JournalEntry {
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence " + sequence + " is below 1");
        }
        Objects.requireNonNull(record, "record");
    }
}
