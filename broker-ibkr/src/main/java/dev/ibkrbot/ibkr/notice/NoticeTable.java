package dev.ibkrbot.ibkr.notice;

import dev.ibkrbot.broker.error.Recovery;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What each error code means, as {@code notices.txt} says and an operator's own rows. A code without a row never changes
 * an order. Immutable, thread-safe.
 */
public final class NoticeTable {
    private static final NoticeTable STANDARD = new NoticeTable(NoticeRows.read("notices.txt"), Map.of());

    private final Map<Integer, List<NoticeRows.Row>> rows;
    private final Map<Integer, List<NoticeRows.Row>> overrides;

    private NoticeTable(Map<Integer, List<NoticeRows.Row>> rows, Map<Integer, List<NoticeRows.Row>> overrides) {
        this.rows = rows;
        this.overrides = overrides;
    }

    /** The table that comes with the program. */
    public static NoticeTable standard() {
        return STANDARD;
    }

    /**
     * This table with an operator's rows before its own, in the columns of {@code notices.txt}: code, words, category,
     * effect, recovery, meaning, advice, with bars between them; blank lines and lines that begin with # are skipped.
     * Each row that changes an order names one code, and codes that the session acts on cannot be changed.
     * {@link IllegalArgumentException} has one line for each problem, with source and line number.
     */
    public NoticeTable overriddenBy(String source, List<String> lines) {
        return new NoticeTable(rows, NoticeOverrides.parse(source, lines));
    }

    /** The rule of a code whatever its text; for an unknown code the rule that changes nothing. */
    public NoticeRule rule(int code) {
        return rule(code, "");
    }

    /** The rule of a code, where its text may tell cases apart; for an unknown code the rule that changes nothing. */
    public NoticeRule rule(int code, String text) {
        String words = text.toLowerCase(Locale.ROOT);
        return find(overrides, code, words).or(() -> find(rows, code, words)).orElseGet(() -> unknown(code, words));
    }

    private static Optional<NoticeRule> find(Map<Integer, List<NoticeRows.Row>> in, int code, String words) {
        return in.getOrDefault(code, List.of()).stream()
                .filter(row -> words.contains(row.words()))
                .map(NoticeRows.Row::rule)
                .findFirst();
    }

    /** Numbers of this range, and texts that say so, are warnings; everything else unknown is watched. */
    private static NoticeRule unknown(int code, String words) {
        boolean warning = (code >= 2100 && code <= 2199) || words.contains("warning");
        return new NoticeRule(
                code,
                warning ? Category.WARNING : Category.UNKNOWN,
                Effect.FREEZE_AND_ASK,
                warning ? Optional.empty() : Optional.of(Recovery.RETRY_LATER),
                "a code that is not in the table",
                "Look the code up in the gateway's documentation and report it.");
    }
}
