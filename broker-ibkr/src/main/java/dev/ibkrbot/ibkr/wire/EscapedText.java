package dev.ibkrbot.ibkr.wire;

/** Undoes the gateway's way of writing characters outside ASCII: backslash, u, four hex digits. Stateless. */
final class EscapedText {
    private static final int ESCAPE = 6;
    private static final char REPLACEMENT = '\uFFFD';

    private EscapedText() {}

    /** Only characters outside ASCII are undone: the others are JSON's own escapes. Half pairs are replaced. */
    static String unescape(String text) {
        if (text.indexOf("\\u") < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int code = text.charAt(i) == '\\' ? codeAt(text, i) : -1;
            if (code >= 0x80) {
                out.append((char) code);
                i += ESCAPE - 1;
            } else {
                out.append(text.charAt(i));
            }
        }
        for (int i = 0; i < out.length(); i++) {
            if (!Character.isSurrogate(out.charAt(i))) {
                continue;
            }
            if (i + 1 < out.length() && Character.isSurrogatePair(out.charAt(i), out.charAt(i + 1))) {
                i++;
            } else {
                out.setCharAt(i, REPLACEMENT);
            }
        }
        return out.toString();
    }

    /** The code of a whole escape at this place, or -1. */
    private static int codeAt(String text, int at) {
        if (at + ESCAPE > text.length() || text.charAt(at + 1) != 'u') {
            return -1;
        }
        int code = 0;
        for (int i = at + 2; i < at + ESCAPE; i++) {
            char c = text.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            code = code << 4 | digit;
        }
        return code;
    }
}
