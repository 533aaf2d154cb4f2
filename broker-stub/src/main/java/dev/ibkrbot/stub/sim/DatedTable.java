package dev.ibkrbot.stub.sim;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Settings that hold from a date on: lines of "YYYY-MM-DD key value", everything from {@code #} on is a comment. The
 * value may contain spaces. Immutable.
 */
final class DatedTable {
    private final Map<String, TreeMap<LocalDate, String>> rows = new HashMap<>();

    /** Reads lines; a bad one throws {@link IllegalArgumentException} with source, line number and text. */
    DatedTable(String source, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i).split("#", 2)[0].strip();
            if (!text.isEmpty()) {
                add(source + ":" + (i + 1), text);
            }
        }
    }

    private void add(String where, String text) {
        String[] parts = text.split("\\s+", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException(where + ": expected YYYY-MM-DD key value, not '" + text + "'");
        }
        LocalDate from;
        try {
            from = LocalDate.parse(parts[0]);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(where + ": not a date: '" + parts[0] + "'", e);
        }
        if (rows.computeIfAbsent(parts[1], key -> new TreeMap<>()).put(from, parts[2]) != null) {
            throw new IllegalArgumentException(where + ": " + parts[1] + " is given twice for " + from);
        }
    }

    /** A resource that lies beside this class. */
    static DatedTable resource(String name) {
        try (InputStream in = DatedTable.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is missing");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return new DatedTable(name, reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read resource " + name, e);
        }
    }

    /** What holds on the date; empty before the first row of the key. */
    Optional<String> on(LocalDate date, String key) {
        return Optional.ofNullable(rows.get(key))
                .map(dated -> dated.floorEntry(date))
                .map(Map.Entry::getValue);
    }
}
