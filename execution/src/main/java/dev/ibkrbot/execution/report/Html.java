package dev.ibkrbot.execution.report;

/** HTML being written: markup goes in as it is, text is escaped. Confined to one thread. */
final class Html {
    private final StringBuilder out = new StringBuilder();

    /** Adds markup that was written here, never what came from outside. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Adds text, safe as content and as a quoted attribute value. */
    Html text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(isWritable(c) ? c : '\uFFFD');
            }
        }
        return this;
    }

    /** Adds an element without attributes that holds text. */
    Html element(String name, String text) {
        return raw("<" + name + ">").text(text).raw("</" + name + ">");
    }

    /** Adds an element of a class that holds text. */
    Html element(String name, String cssClass, String text) {
        return raw("<" + name + " class=\"" + cssClass + "\">").text(text).raw("</" + name + ">");
    }

    /** Control characters are no legal HTML. */
    private static boolean isWritable(char c) {
        return c >= ' ' && c != 0x7F || c == '\n' || c == '\t';
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
