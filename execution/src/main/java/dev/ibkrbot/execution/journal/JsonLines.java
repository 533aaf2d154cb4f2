package dev.ibkrbot.execution.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/**
 * Writes journal entries as JSON lines: {@code seq}, {@code time} and {@code type}, then every field of the body.
 *
 * <p>Thread-safe: lines never interleave. Trouble in writing is an {@link UncheckedIOException}.
 */
public final class JsonLines implements AutoCloseable {
    private final Writer out;

    /** Lines go to this writer; closing closes it. */
    public JsonLines(Writer out) {
        this.out = out;
    }

    /** Appends one line. */
    public void write(JournalEntry entry) {
        String line = line(entry);
        synchronized (this) {
            try {
                out.write(line);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(JournalEntry entry) {
        String body = entry.record().body();
        String start = JsonBody.object()
                .number("seq", entry.sequence())
                .text("time", entry.record().time().toString())
                .text("type", entry.record().type().name())
                .json();
        String joint = body.equals("{}") ? "" : ",";
        return start.substring(0, start.length() - 1) + joint + body.substring(1) + "\n";
    }
}
