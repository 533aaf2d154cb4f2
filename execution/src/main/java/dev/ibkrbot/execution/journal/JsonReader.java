package dev.ibkrbot.execution.journal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A recursive-descent reader of canonical JSON; what {@link JsonBody} would not write is refused with its place. */
final class JsonReader {
    private static final int MAX_DEPTH = 32;

    private final String json;
    private int at;
    private int depth;

    JsonReader(String json) {
        this.json = json;
    }

    JsonObject readDocument() {
        JsonObject object = readObject();
        if (at != json.length()) {
            throw error("text after the end");
        }
        return object;
    }

    private JsonObject readObject() {
        expect('{');
        enter();
        Map<String, Object> fields = new LinkedHashMap<>();
        Map<String, Boolean> seen = new LinkedHashMap<>();
        if (!accept('}')) {
            do {
                String name = readText();
                expect(':');
                if (seen.put(name, true) != null) {
                    throw error("the field '" + name + "' twice");
                }
                readValue().ifPresent(value -> fields.put(name, value));
            } while (accept(','));
            expect('}');
        }
        depth--;
        return new JsonObject(fields);
    }

    private List<Object> readArray() {
        expect('[');
        enter();
        List<Object> items = new ArrayList<>();
        if (!accept(']')) {
            do {
                items.add(readValue().orElseThrow(() -> error("null in an array")));
            } while (accept(','));
            expect(']');
        }
        depth--;
        return items;
    }

    /** The value that begins here, empty for null. */
    private Optional<Object> readValue() {
        return switch (peek()) {
            case '"' -> Optional.of(readText());
            case '{' -> Optional.of(readObject());
            case '[' -> Optional.of(readArray());
            case 't' -> word("true", Optional.of(true));
            case 'f' -> word("false", Optional.of(false));
            case 'n' -> word("null", Optional.empty());
            default -> Optional.of(readNumber());
        };
    }

    private Optional<Object> word(String word, Optional<Object> value) {
        if (!json.startsWith(word, at)) {
            throw error("not a value");
        }
        at += word.length();
        return value;
    }

    private BigDecimal readNumber() {
        int start = at;
        accept('-');
        int whole = digits();
        boolean leadingZero = whole > 1 && json.charAt(at - whole) == '0';
        boolean complete = whole > 0 && !leadingZero && (!accept('.') || digits() > 0);
        if (!complete) {
            throw error("not a number");
        }
        return new BigDecimal(json.substring(start, at));
    }

    private int digits() {
        int start = at;
        while (at < json.length() && json.charAt(at) >= '0' && json.charAt(at) <= '9') {
            at++;
        }
        return at - start;
    }

    private String readText() {
        expect('"');
        int start = at;
        while (peek() != '"' && peek() != '\\' && peek() >= ' ') {
            at++;
        }
        if (accept('"')) {
            return json.substring(start, at - 1);
        }
        StringBuilder text = new StringBuilder(json.substring(start, at));
        while (!accept('"')) {
            char c = next();
            if (c < ' ') {
                throw error("a control character in a text");
            }
            text.append(c == '\\' ? escaped() : c);
        }
        return text.toString();
    }

    private char escaped() {
        char c = next();
        return switch (c) {
            case '"', '\\' -> c;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) (hexDigit() << 12 | hexDigit() << 8 | hexDigit() << 4 | hexDigit());
            default -> throw error("the escape \\" + c);
        };
    }

    private int hexDigit() {
        int digit = "0123456789abcdef".indexOf(next());
        if (digit < 0) {
            throw error("not four hexadecimal digits");
        }
        return digit;
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw error("more than " + MAX_DEPTH + " levels");
        }
    }

    private char peek() {
        if (at >= json.length()) {
            throw error("the end came early");
        }
        return json.charAt(at);
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private boolean accept(char wanted) {
        if (at < json.length() && json.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw error("'" + wanted + "' expected");
        }
    }

    private JsonFormatException error(String what) {
        return new JsonFormatException("", "not canonical JSON at character " + at + ": " + what);
    }
}
