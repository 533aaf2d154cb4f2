package dev.ibkrbot.cli.history;

import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.wiring.Journals;
import dev.ibkrbot.execution.journal.JournalEntry;
import dev.ibkrbot.execution.journal.JournalHead;
import dev.ibkrbot.execution.journal.JournalVerification;
import dev.ibkrbot.execution.journal.JsonFormatException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads a journal to its end, or not at all. Stateless. */
final class ProvenRecords {
    private ProvenRecords() {}

    /**
     * Hands over every record and returns the head. A journal that is damaged, or holds a record that cannot be
     * understood, is a failure that names the file and the record.
     */
    static JournalHead read(Path journal, Consumer<JournalEntry> reader) {
        JournalVerification verdict = Journals.verify(journal, entry -> {
            try {
                reader.accept(entry);
            } catch (IllegalArgumentException | JsonFormatException e) {
                throw damaged(journal, entry.sequence(), "it cannot be understood: " + e.getMessage());
            }
        });
        verdict.damage().ifPresent(damage -> {
            throw damaged(journal, damage.sequence(), damage.what());
        });
        return verdict.head();
    }

    private static CommandFailure damaged(Path journal, long sequence, String what) {
        return new CommandFailure(
                ExitCode.DATA_MISSING_OR_CORRUPT,
                "the journal is damaged",
                journal + (sequence > 0 ? ", record " + sequence : "") + ": " + what,
                "keep a copy of it and restore a backup; bot journal verify shows the same place");
    }
}
