package dev.ibkrbot.execution.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A journal that lives in memory and is durable for nothing: for backtests and tests.
 *
 * <p>{@link #keepingRecords()} keeps everything; {@link #countingOnly()} keeps the hash and a count per type, so its
 * memory does not grow with the run. Confined to one thread.
 */
public final class MemoryJournal implements Journal {
    private final HashChain chain = new HashChain();
    private final Map<RecordType, long[]> counts = new HashMap<>();
    private final List<JournalRecord> records = new ArrayList<>();
    private final boolean keepsRecords;
    private boolean closed;

    private MemoryJournal(boolean keepsRecords) {
        this.keepsRecords = keepsRecords;
    }

    /** An empty journal whose records can be read back. */
    public static MemoryJournal keepingRecords() {
        return new MemoryJournal(true);
    }

    /** An empty journal that keeps no records: {@link #read} is an {@link IllegalStateException}. */
    public static MemoryJournal countingOnly() {
        return new MemoryJournal(false);
    }

    @Override
    public long append(JournalRecord record) {
        Objects.requireNonNull(record, "record");
        if (closed) {
            throw new IllegalStateException("the journal is closed");
        }
        if (keepsRecords) {
            records.add(record);
        }
        counts.computeIfAbsent(record.type(), type -> new long[1])[0]++;
        return chain.advance(record);
    }

    @Override
    public long appendAll(List<JournalRecord> group) {
        for (JournalRecord record : List.copyOf(group)) {
            append(record);
        }
        return chain.sequence();
    }

    @Override
    public JournalHead head() {
        return chain.head();
    }

    @Override
    public void read(long fromSequence, Consumer<JournalEntry> reader) {
        if (!keepsRecords) {
            throw new IllegalStateException("this journal counts records and keeps none");
        }
        if (fromSequence < 1) {
            throw new IllegalArgumentException("fromSequence " + fromSequence + " is below 1");
        }
        for (long sequence = fromSequence; sequence <= records.size(); sequence++) {
            reader.accept(new JournalEntry(sequence, records.get((int) sequence - 1)));
        }
    }

    /** How many records of each type were appended, ordered by type name; a copy. */
    public SortedMap<RecordType, Long> counts() {
        SortedMap<RecordType, Long> copy = new TreeMap<>();
        counts.forEach((type, count) -> copy.put(type, count[0]));
        return copy;
    }

    @Override
    public void close() {
        closed = true;
    }
}
