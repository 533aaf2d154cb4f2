package dev.ibkrbot.stub.gateway;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The fields of one message to a client, taken one by one. What is missing, left over or of the wrong kind is an
 * {@link AssertionError}. Confined to one thread.
 */
final class StrictFields {
    private static final String UNSET_DOUBLE = "1.7976931348623157E308";
    private static final String UNSET_INT = "2147483647";

    private final String message;
    private final String[] fields;
    private int next;

    StrictFields(String message) {
        this.message = message;
        if (!message.endsWith("|") || message.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new AssertionError("not printable ASCII that ends with the end of a field: " + message);
        }
        fields = message.split("\\|", -1);
    }

    private String take() {
        if (next >= fields.length - 1) {
            throw new AssertionError("field " + next + " is missing in " + message);
        }
        return fields[next++];
    }

    private AssertionError wrong(String wanted) {
        return new AssertionError("field " + (next - 1) + " is no " + wanted + ": " + message);
    }

    /**
     * Takes fields of these kinds, written with blanks between them: t text, i int, l long, n number, d decimal,
     * b 0 or 1, u number or unset, w int or unset, e empty; anything else stands for itself.
     *
     * @return the fields
     */
    List<String> take(String kinds) {
        List<String> taken = new ArrayList<>();
        for (String kind : kinds.split(" ")) {
            String field = take();
            boolean unset = field.isEmpty() || field.equals(kind.equals("w") ? UNSET_INT : UNSET_DOUBLE);
            boolean fits = switch (kind) {
                case "t" -> true;
                case "e" -> field.isEmpty();
                case "i" -> isWhole(field, Integer.MIN_VALUE, Integer.MAX_VALUE);
                case "l" -> isWhole(field, Long.MIN_VALUE, Long.MAX_VALUE);
                case "b" -> field.equals("0") || field.equals("1");
                case "n", "d" -> isNumber(field) && !field.equals(UNSET_DOUBLE);
                case "u" -> unset || isNumber(field);
                case "w" -> unset || isWhole(field, Integer.MIN_VALUE, Integer.MAX_VALUE);
                default -> field.equals(kind);
            };
            if (!fits) {
                throw wrong(kind);
            }
            taken.add(field);
        }
        return taken;
    }

    /** As many times as the next field counts. */
    void takeCounted(String kinds) {
        int count = Integer.parseInt(take("i").get(0));
        if (count < 0) {
            throw wrong("count");
        }
        for (int i = 0; i < count; i++) {
            take(kinds);
        }
    }

    /** A text, and what follows only when it is there. */
    void takeIfText(String kinds) {
        if (!take().isEmpty()) {
            take(kinds);
        }
    }

    /** A flag, and what follows only when it is set. */
    void takeIfSet(String kinds) {
        if (take("b").equals(Collections.singletonList("1"))) {
            take(kinds);
        }
    }

    void end() {
        if (next != fields.length - 1) {
            throw new AssertionError((fields.length - 1 - next) + " fields too many from " + next + " in " + message);
        }
    }

    private static boolean isWhole(String field, long least, long most) {
        return field.matches("-?\\d{1,19}")
                && new BigDecimal(field).compareTo(BigDecimal.valueOf(least)) >= 0
                && new BigDecimal(field).compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    private static boolean isNumber(String field) {
        return field.matches("-?\\d+(\\.\\d+)?(E-?\\d{1,3})?");
    }
}
