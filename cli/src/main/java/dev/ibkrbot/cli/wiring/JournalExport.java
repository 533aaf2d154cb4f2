package dev.ibkrbot.cli.wiring;

import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.execution.journal.JournalEntry;
import dev.ibkrbot.execution.journal.JournalVerification;
import dev.ibkrbot.execution.journal.JsonLines;
import dev.ibkrbot.execution.journal.RecordType;
import dev.ibkrbot.execution.journal.TradesCsv;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Writes a proven journal out in formats that other programs read. */
public final class JournalExport {
    /** CSV holds fills under the classic header; JSONL holds every record. Immutable. */
    public enum Format {
        CSV,
        JSONL
    }

    /** Journal records of this type become rows of the CSV. */
    private static final RecordType TRADE = RecordType.of("fill");

    private JournalExport() {}

    /** Writes to a writer that stays open, after the whole journal was proven; returns the number of rows. */
    public static long write(Path journal, Format format, Writer out) {
        prove(journal, entry -> {});
        AtomicLong rows = new AtomicLong();
        prove(journal, format == Format.CSV ? csv(out, rows) : jsonLines(out, rows));
        return rows.get();
    }

    private static void prove(Path journal, Consumer<JournalEntry> sink) {
        JournalVerification verdict = Journals.verify(journal, sink);
        verdict.damage().ifPresent(damage -> {
            throw new CommandFailure(
                    ExitCode.DATA_MISSING_OR_CORRUPT,
                    "the journal is damaged; nothing was exported",
                    journal + (damage.sequence() > 0 ? ", record " + damage.sequence() : "") + ": " + damage.what(),
                    "restore a backup; bot journal verify shows the same place");
        });
    }

    private static Consumer<JournalEntry> csv(Writer out, AtomicLong rows) {
        @SuppressWarnings("resource") // closing it would close a writer that is not ours
        TradesCsv csv = TradesCsv.on(out);
        return entry -> {
            if (entry.record().type().equals(TRADE)) {
                csv.write(entry.record());
                rows.incrementAndGet();
            }
        };
    }

    private static Consumer<JournalEntry> jsonLines(Writer out, AtomicLong rows) {
        @SuppressWarnings("resource") // closing it would close a writer that is not ours
        JsonLines lines = new JsonLines(out);
        return entry -> {
            lines.write(entry);
            rows.incrementAndGet();
        };
    }

    /** Writes to a file that appears whole or not at all; returns the number of rows. */
    public static long writeFile(Path journal, Format format, Path file) {
        try {
            return writeWhole(journal, format, file);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE_OR_CONFIGURATION,
                    "nothing was written",
                    file + ": " + e.getClass().getSimpleName() + " " + e.getMessage(),
                    "name a file in a folder that exists and is writable",
                    e);
        }
    }

    private static long writeWhole(Path journal, Format format, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path draft = Files.createTempFile(folder, ".export", "");
        try {
            long rows;
            try (Writer out = Files.newBufferedWriter(draft)) {
                rows = write(journal, format, out);
            }
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            return rows;
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
