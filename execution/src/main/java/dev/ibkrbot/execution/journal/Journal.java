package dev.ibkrbot.execution.journal;

import java.util.List;
import java.util.function.Consumer;

/**
 * The append-only record of a run, in which every record is chained to the one before it.
 *
 * <p>What an append returned for is durable to the degree the implementation names. After a failed append nothing is
 * known about what reached the disk, so the journal refuses everything from then on: the process stops and the next
 * start finds out. Confined to the engine thread, except where an implementation says otherwise. Whoever opened a
 * journal closes it.
 */
public interface Journal extends AutoCloseable {

    /**
     * Appends one record and returns its sequence.
     *
     * @throws JournalException when it could not be made durable, and on every call after that
     */
    long append(JournalRecord record);

    /**
     * Appends records in one commit, all or none of them, and returns the sequence of the last; for an empty list that
     * of the head.
     *
     * @throws JournalException when they could not be made durable, and on every call after that
     */
    long appendAll(List<JournalRecord> records);

    /** The last appended record's sequence and the hash over everything up to it. */
    JournalHead head();

    /**
     * Hands over every entry from this sequence (at least 1) on, in order. The reader must not append to this journal.
     *
     * @throws IllegalStateException when this journal keeps no bodies
     * @throws JournalException when reading failed
     */
    void read(long fromSequence, Consumer<JournalEntry> reader);

    /** Ends the journal; appending afterwards is an {@link IllegalStateException}. Closing twice does nothing. */
    @Override
    void close();
}
