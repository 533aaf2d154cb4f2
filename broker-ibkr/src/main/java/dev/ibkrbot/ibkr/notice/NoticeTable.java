package dev.ibkrbot.ibkr.notice;

import dev.ibkrbot.broker.error.Recovery;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What each error code means, read once from {@code notices.txt}. A code without a row never changes an order.
 * Immutable, thread-safe.
 */
public final class NoticeTable {
    private static final Map<Integer, List<NoticeRows.Row>> ROWS = NoticeRows.read("notices.txt");

    private NoticeTable() {}

    /** The rule of a code whatever its text; for an unknown code the rule that changes nothing. */
    public static NoticeRule rule(int code) {
        return rule(code, "");
    }

    /** The rule of a code, where its text may tell cases apart; for an unknown code the rule that changes nothing. */
    public static NoticeRule rule(int code, String text) {
        String words = text.toLowerCase(Locale.ROOT);
        for (NoticeRows.Row row : ROWS.getOrDefault(code, List.of())) {
            if (words.contains(row.words())) {
                return row.rule();
            }
        }
        return unknown(code, words);
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
