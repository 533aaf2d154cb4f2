package dev.ibkrbot.cli.output;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows under headings, as wide as the widest cell of each column. Columns whose cells are all numbers are aligned to
 * the right. Confined to one thread.
 */
public final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(String... headings) {
        rows.add(List.of(headings));
    }

    /** Adds a row with as many cells as there are headings. */
    public TextTable row(Object... cells) {
        if (cells.length != rows.get(0).size()) {
            throw new IllegalArgumentException(
                    cells.length + " cells under " + rows.get(0).size() + " headings");
        }
        List<String> texts = new ArrayList<>(cells.length);
        for (Object cell : cells) {
            texts.add(String.valueOf(cell));
        }
        rows.add(texts);
        return this;
    }

    public boolean isEmpty() {
        return rows.size() == 1;
    }

    /** The lines, or this one where there is no row. */
    public List<String> orElse(String otherwise) {
        return isEmpty() ? List.of(otherwise) : lines();
    }

    /** The lines, without trailing blanks. */
    public List<String> lines() {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        boolean[] numeric = new boolean[columns];
        for (int c = 0; c < columns; c++) {
            numeric[c] = rows.size() > 1;
            for (int r = 0; r < rows.size(); r++) {
                String cell = rows.get(r).get(c);
                widths[c] = Math.max(widths[c], cell.length());
                numeric[c] &= r == 0 || cell.isEmpty() || cell.matches("[-+]?[\\d,]+(\\.\\d+)?%?|-");
            }
        }
        List<String> lines = new ArrayList<>(rows.size());
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                String padding = " ".repeat(widths[c] - row.get(c).length());
                line.append(c == 0 ? "" : "  ").append(numeric[c] ? padding + row.get(c) : row.get(c) + padding);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
