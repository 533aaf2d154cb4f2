package dev.ibkrbot.cli.wiring;

import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.execution.journal.JournalEntry;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JournalVerification;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.journal.JsonLines;
import dev.ibkrbot.execution.journal.JsonObject;
import dev.ibkrbot.execution.journal.TradesCsv;
import dev.ibkrbot.execution.order.Records;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Writes a proven journal out in formats that other programs read. */
public final class JournalExport {
    /** CSV holds fills under the classic header; JSONL holds every record. Immutable. */
    public enum Format {
        CSV,
        JSONL
    }

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
        Map<String, Levels> levels = new HashMap<>();
        return entry -> {
            JournalRecord record = entry.record();
            if (record.type().equals(Records.INTENT)) {
                List<JsonObject> group = record.parsedBody().objects("orders");
                levels.put(group.get(0).requiredText("ref"), Levels.of(group));
            } else if (record.type().equals(Records.FILL)) {
                JsonObject fill = record.parsedBody();
                csv.write(row(record, fill, levels.getOrDefault(fill.requiredText("ref"), Levels.NONE)));
                rows.incrementAndGet();
            }
        };
    }

    /** A fill under the names of the columns; an entry has the stop and the target it was sent with. */
    private static JournalRecord row(JournalRecord record, JsonObject fill, Levels levels) {
        JsonBody row = JsonBody.object()
                .text("symbol", fill.requiredText("symbol"))
                .text("action", fill.requiredText("side"))
                .text("quantity", fill.requiredText("quantity"))
                .text("price", fill.requiredText("price"));
        levels.stop.ifPresent(price -> row.text("stop", price));
        levels.target.ifPresent(price -> row.text("target", price));
        return JournalRecord.of(record.time(), record.type(), row);
    }

    /** Where the orders sent behind an entry would leave it. */
    private record Levels(Optional<String> stop, Optional<String> target) {
        static final Levels NONE = new Levels(Optional.empty(), Optional.empty());

        static Levels of(List<JsonObject> group) {
            return new Levels(
                    child(group, OrderRole.STOP_LOSS).flatMap(terms -> terms.text("stop")),
                    child(group, OrderRole.TAKE_PROFIT).flatMap(terms -> terms.text("limit")));
        }

        private static Optional<JsonObject> child(List<JsonObject> group, OrderRole role) {
            return group.stream()
                    .filter(order -> order.number("parent").isPresent())
                    .filter(order -> order.requiredText("role").equals(role.name()))
                    .map(order -> order.requiredObject("terms"))
                    .findFirst();
        }
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
