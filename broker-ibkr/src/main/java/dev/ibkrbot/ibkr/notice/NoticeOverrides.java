package dev.ibkrbot.ibkr.notice;

import dev.ibkrbot.broker.error.Recovery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads an operator's rows, which are trusted less than our own: every doubt is a problem. Stateless. */
final class NoticeOverrides {
    /** The session acts on these whatever a table says. */
    private static final Set<Integer> OF_THE_SESSION = Set.of(326, 1100, 1101, 1102, 1300, 2110);

    private static final int HIGHEST_CODE = 99_999;
    private static final int LONGEST_RANGE = 1_000;

    private NoticeOverrides() {}

    static Map<Integer, List<NoticeRows.Row>> parse(String source, List<String> lines) {
        Map<Integer, List<NoticeRows.Row>> rows = new HashMap<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                NoticeRows.add(rows, checked(line.split("\\|", -1)), line);
            } catch (IllegalArgumentException | IllegalStateException e) {
                problems.add(source + " line " + (i + 1) + ": " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return Map.copyOf(rows);
    }

    private static String[] checked(String[] column) {
        if (column.length != NoticeRows.COLUMNS) {
            throw new IllegalArgumentException(column.length
                    + " columns instead of code | words | category | effect | recovery | meaning | advice");
        }
        for (int i = 0; i < column.length; i++) {
            column[i] = column[i].strip();
        }
        column[1] = column[1].toLowerCase(Locale.ROOT);
        if (!column[0].matches("\\d{1,5}(-\\d{1,5})?")) {
            throw new IllegalArgumentException("'" + column[0] + "' is no code and no range of codes");
        }
        String[] range = column[0].split("-");
        int first = Integer.parseInt(range[0]);
        int last = Integer.parseInt(range[range.length - 1]);
        if (first > last || last > HIGHEST_CODE || last - first >= LONGEST_RANGE) {
            throw new IllegalArgumentException(
                    "'" + column[0] + "' is no range of at most " + LONGEST_RANGE + " codes");
        }
        OF_THE_SESSION.stream()
                .filter(code -> code >= first && code <= last)
                .findFirst()
                .ifPresent(code -> {
                    throw new IllegalArgumentException(
                            "code " + code + " belongs to the session and cannot be overridden");
                });
        requireWord("category", column[2], Category.values());
        requireWord("effect", column[3], Effect.values());
        if (!column[4].equals("-")) {
            requireWord("recovery", column[4], Recovery.values());
        }
        checkRule(NoticeRows.rule(first, column), range.length > 1);
        return column;
    }

    private static void requireWord(String what, String word, Enum<?>[] words) {
        if (Arrays.stream(words).noneMatch(it -> it.name().equals(word))) {
            throw new IllegalArgumentException("'" + word + "' is no " + what + "; there are "
                    + Arrays.stream(words).map(Enum::name).collect(Collectors.joining(", ")));
        }
    }

    private static void checkRule(NoticeRule rule, boolean range) {
        boolean endsOrder = rule.effect().endsOrder();
        if (endsOrder && range) {
            throw new IllegalArgumentException("a row that changes an order must name one code, not a range");
        }
        boolean orderCategory = rule.category() == Category.ORDER_FAILED;
        if (rule.effect() == Effect.CANCEL_NOTICE ? orderCategory : endsOrder && !orderCategory) {
            throw new IllegalArgumentException(rule.effect() + " does not go with category " + rule.category());
        }
        if (rule.category() == Category.UNKNOWN) {
            throw new IllegalArgumentException("category UNKNOWN is for codes without a row");
        }
        if (rule.failsRequest() && rule.recovery().isEmpty()) {
            throw new IllegalArgumentException("a failure needs a recovery");
        }
        if (rule.meaning().isEmpty()) {
            throw new IllegalArgumentException("the meaning is empty");
        }
    }
}
