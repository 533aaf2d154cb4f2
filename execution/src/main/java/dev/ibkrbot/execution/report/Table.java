package dev.ibkrbot.execution.report;

import java.util.List;

/**
 * A table that scrolls within its frame on a narrow screen, reachable by keyboard. Confined to one thread; ended by
 * {@link #end()}.
 */
final class Table {
    private final Html out;
    private final List<Column> columns;

    /** Begins a table with a caption for those who cannot see the heading above it. */
    Table(Html out, String caption, List<Column> columns) {
        this.out = out;
        this.columns = List.copyOf(columns);
        out.raw("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"")
                .text(caption)
                .raw("\"><table>");
        out.raw("<caption class=\"unseen\">").text(caption).raw("</caption><thead><tr>");
        for (Column column : columns) {
            out.raw("<th scope=\"col\"" + column.attribute() + ">")
                    .text(column.name())
                    .raw("</th>");
        }
        out.raw("</tr></thead><tbody>");
    }

    /** Adds a row of one text per column; the first names the row. */
    Table row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        out.raw("<tr>");
        for (int i = 0; i < cells.length; i++) {
            String attribute = columns.get(i).attribute();
            String name = i == 0 ? "th" : "td";
            out.raw("<" + name + (i == 0 ? " scope=\"row\"" : "") + attribute + ">");
            String tone = columns.get(i).toned() ? tone(cells[i]) : "";
            if (tone.isEmpty()) {
                out.text(cells[i]);
            } else {
                out.element("span", tone, cells[i]);
            }
            out.raw("</" + name + ">");
        }
        out.raw("</tr>");
        return this;
    }

    void end() {
        out.raw("</tbody></table></div>");
    }

    private static String tone(String cell) {
        if (cell.startsWith("+")) {
            return "win";
        }
        return cell.startsWith("−") ? "loss" : "";
    }

    /**
     * One column.
     *
     * @param name heading, with the unit
     * @param number whether it is aligned as a number
     * @param toned whether its sign gives it a colour
     */
    record Column(String name, boolean number, boolean toned) {
        static Column words(String name) {
            return new Column(name, false, false);
        }

        static Column numbers(String name) {
            return new Column(name, true, false);
        }

        static Column gains(String name) {
            return new Column(name, true, true);
        }

        private String attribute() {
            return number ? " class=\"number\"" : "";
        }
    }
}
