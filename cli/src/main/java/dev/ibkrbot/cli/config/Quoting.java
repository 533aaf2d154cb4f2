package dev.ibkrbot.cli.config;

import java.util.Locale;

/** Shows text from outside on one line: control, format and bidirectional characters escaped, long text cut. */
final class Quoting {
    private static final int LONGEST = 60;

    private Quoting() {}

    /** The text in single quotes. */
    static String quoted(String text) {
        return "'" + plain(text) + "'";
    }

    /** The text without quotes. */
    static String plain(String text) {
        StringBuilder shown = new StringBuilder();
        int[] points = text.codePoints().limit(LONGEST + 1L).toArray();
        for (int i = 0; i < Math.min(points.length, LONGEST); i++) {
            append(shown, points[i]);
        }
        return points.length > LONGEST ? shown + "..." : shown.toString();
    }

    /** The text as a double-quoted scalar that YAML and JSON read alike. */
    static String doubleQuoted(String text) {
        StringBuilder shown = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                shown.append('\\').appendCodePoint(point);
            } else {
                append(shown, point);
            }
        });
        return shown.append('"').toString();
    }

    private static void append(StringBuilder out, int point) {
        int type = Character.getType(point);
        boolean hidden = Character.isISOControl(point)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED
                || type == Character.PRIVATE_USE;
        if (hidden) {
            for (char unit : Character.toChars(point)) {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
            }
        } else {
            out.appendCodePoint(point);
        }
    }
}
