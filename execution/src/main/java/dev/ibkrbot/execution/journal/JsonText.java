package dev.ibkrbot.execution.journal;

/** Quotes JSON strings in one canonical way. */
final class JsonText {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    /** Fields begun lately, each at a place its name's hash tells: their names are few, and the same objects always. */
    private static final Field[] FIELDS = new Field[256];

    private JsonText() {}

    private record Field(String name, String beginning) {}

    /** The name in quotes and a colon. */
    static String beginning(String name) {
        int place = name.hashCode() & (FIELDS.length - 1);
        // Threads may replace each other's fields; a field never changes, so that whatever is seen here is whole.
        Field known = FIELDS[place];
        if (known != null && known.name == name) {
            return known.beginning;
        }
        StringBuilder out = new StringBuilder();
        quote(name, out);
        Field field = new Field(name, out.append(':').toString());
        FIELDS[place] = field;
        return field.beginning;
    }

    /**
     * Appends the value in quotes. Control characters and lone surrogates are escaped, so that the text survives UTF-8
     * and any line-based tool; everything else stands for itself.
     */
    static void quote(String value, StringBuilder out) {
        out.append('"');
        int copied = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean plain = c >= ' ' && c != '"' && c != '\\';
            if (plain && (c < Character.MIN_SURROGATE || !isLoneSurrogate(value, i))) {
                continue;
            }
            out.append(value, copied, i);
            escape(c, out);
            copied = i + 1;
        }
        if (copied == 0) {
            out.append(value); // a copy of bytes, where a range is copied char by char
        } else {
            out.append(value, copied, value.length());
        }
        out.append('"');
    }

    private static void escape(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default ->
                out.append("\\u")
                        .append(HEX[c >> 12])
                        .append(HEX[(c >> 8) & 0xf])
                        .append(HEX[(c >> 4) & 0xf])
                        .append(HEX[c & 0xf]);
        }
    }

    private static boolean isLoneSurrogate(String value, int index) {
        char c = value.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 == value.length() || !Character.isLowSurrogate(value.charAt(index + 1));
        }
        return Character.isLowSurrogate(c) && (index == 0 || !Character.isHighSurrogate(value.charAt(index - 1)));
    }
}
