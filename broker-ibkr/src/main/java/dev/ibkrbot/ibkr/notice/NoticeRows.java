package dev.ibkrbot.ibkr.notice;

import dev.ibkrbot.broker.error.Recovery;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the table's file and refuses rows that contradict each other. Stateless. */
final class NoticeRows {
    static final int COLUMNS = 7;

    private NoticeRows() {}

    /** A rule, and words its notice must contain; none for any text. */
    record Row(String words, NoticeRule rule) {}

    static Map<Integer, List<Row>> read(String resource) {
        try (InputStream in = NoticeRows.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource is missing: " + resource);
            }
            return parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<Integer, List<Row>> parse(List<String> lines) {
        Map<Integer, List<Row>> rows = new HashMap<>();
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                add(rows, line);
            }
        }
        return Map.copyOf(rows);
    }

    private static void add(Map<Integer, List<Row>> rows, String line) {
        String[] column = line.split("\\|", -1);
        if (column.length != COLUMNS) {
            throw new IllegalStateException("not " + COLUMNS + " columns: " + line);
        }
        for (int i = 0; i < COLUMNS; i++) {
            column[i] = column[i].strip();
        }
        add(rows, column, line);
    }

    /** Adds the row of these columns; {@link IllegalStateException} when one before it has taken all its notices. */
    static void add(Map<Integer, List<Row>> rows, String[] column, String line) {
        String[] range = column[0].split("-", -1);
        int last = Integer.parseInt(range[range.length - 1]);
        for (int code = Integer.parseInt(range[0]); code <= last; code++) {
            List<Row> ofCode = rows.computeIfAbsent(code, any -> new ArrayList<>());
            if (ofCode.stream().anyMatch(row -> column[1].contains(row.words()))) {
                throw new IllegalStateException("a row that is never reached: " + line);
            }
            ofCode.add(new Row(column[1], rule(code, column)));
        }
    }

    static NoticeRule rule(int code, String[] column) {
        return new NoticeRule(
                code,
                Category.valueOf(column[2]),
                Effect.valueOf(column[3]),
                column[4].equals("-") ? Optional.empty() : Optional.of(Recovery.valueOf(column[4])),
                column[5],
                column[6]);
    }
}
