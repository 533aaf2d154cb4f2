package dev.ibkrbot.execution.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * Writes trade records as CSV (RFC 4180, lines end with CR LF) under the header
 * {@code timestamp,symbol,action,quantity,price,stop,target}.
 *
 * <p>A column takes the field of its name from the record's body and stays blank when that is absent; the timestamp is
 * the record's time unless the body has its own. A text that a spreadsheet would run as a formula gets an apostrophe in
 * front; numbers are left as they are. Thread-safe: rows never interleave. Trouble in writing is an
 * {@link UncheckedIOException}.
 */
public final class TradesCsv implements AutoCloseable {
    private static final List<String> COLUMNS =
            List.of("timestamp", "symbol", "action", "quantity", "price", "stop", "target");
    private static final String END_OF_LINE = "\r\n";
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private final Writer out;

    private TradesCsv(Writer out) {
        this.out = out;
    }

    /** Writes the header to this writer, then rows; closing closes the writer. */
    public static TradesCsv on(Writer out) {
        try {
            out.write(String.join(",", COLUMNS) + END_OF_LINE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TradesCsv(out);
    }

    /** Appends rows to this UTF-8 file, writing the header only when the file is new or empty. */
    public static TradesCsv appendingTo(Path file) {
        try {
            Writer out = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return Files.size(file) == 0 ? on(out) : new TradesCsv(out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Appends one row. */
    public void write(JournalRecord record) {
        String row = row(record);
        synchronized (this) {
            try {
                out.write(row);
                out.flush();
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

    private static String row(JournalRecord record) {
        JsonObject body = record.parsedBody();
        StringJoiner row = new StringJoiner(",", "", END_OF_LINE);
        for (String column : COLUMNS) {
            boolean ownTime = column.equals("timestamp") && !body.names().contains(column);
            row.add(ownTime ? record.time().toString() : quoted(disarmed(body.plainText(column))));
        }
        return row.toString();
    }

    private static String disarmed(String cell) {
        String start = cell.stripLeading();
        boolean formula = !cell.isEmpty()
                && (FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0
                        || !start.isEmpty() && FORMULA_STARTS.indexOf(start.charAt(0)) >= 0);
        return formula && !NUMBER.matcher(cell).matches() ? "'" + cell : cell;
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
