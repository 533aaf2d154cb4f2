package dev.ibkrbot.execution.alert;

import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.journal.JournalEntry;
import dev.ibkrbot.execution.journal.JournalHead;
import dev.ibkrbot.execution.journal.JournalRecord;
import java.util.List;
import java.util.function.Consumer;

/**
 * A journal that shows every entry, once it stands, to a watcher. The watcher must return at once and never throw: it
 * is called between two steps of trading. Closing it closes the journal behind it; confined like that one.
 */
public final class AlertingJournal implements Journal {
    private final Journal journal;
    private final Consumer<JournalEntry> watcher;

    public AlertingJournal(Journal journal, Consumer<JournalEntry> watcher) {
        this.journal = journal;
        this.watcher = watcher;
    }

    @Override
    public long append(JournalRecord record) {
        long sequence = journal.append(record);
        watcher.accept(new JournalEntry(sequence, record));
        return sequence;
    }

    @Override
    public long appendAll(List<JournalRecord> records) {
        long last = journal.appendAll(records);
        long sequence = last - records.size();
        for (JournalRecord record : records) {
            sequence++;
            watcher.accept(new JournalEntry(sequence, record));
        }
        return last;
    }

    @Override
    public JournalHead head() {
        return journal.head();
    }

    @Override
    public void read(long fromSequence, Consumer<JournalEntry> reader) {
        journal.read(fromSequence, reader);
    }

    @Override
    public void close() {
        journal.close();
    }
}
