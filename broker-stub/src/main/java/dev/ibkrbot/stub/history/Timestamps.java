package dev.ibkrbot.stub.history;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;

/** Reads timestamps: ISO 8601 with an offset, or whole seconds since 1970 UTC. Stateless. */
final class Timestamps {
    private static final int UTC_LENGTH = 20;

    private Timestamps() {}

    static long epochSecond(String text, LineReader reader) {
        try {
            if (isDigits(text, 0, text.length())) {
                return Long.parseLong(text);
            }
            if (isPlainUtc(text)) {
                return plainUtc(text);
            }
            OffsetDateTime at = OffsetDateTime.parse(text);
            if (at.getNano() != 0) {
                throw reader.fault("the bar does not start at a whole minute");
            }
            return at.toEpochSecond();
        } catch (DateTimeParseException | NumberFormatException e) {
            throw reader.fault("timestamp is neither ISO 8601 with an offset nor seconds since 1970: '" + text + "'");
        }
    }

    /** "2026-11-18T14:30:00Z", which is what this program writes and worth not handing to a general parser. */
    private static boolean isPlainUtc(String text) {
        return text.length() == UTC_LENGTH
                && isDigits(text, 0, 4)
                && text.charAt(4) == '-'
                && isDigits(text, 5, 7)
                && text.charAt(7) == '-'
                && isDigits(text, 8, 10)
                && text.charAt(10) == 'T'
                && isDigits(text, 11, 13)
                && text.charAt(13) == ':'
                && isDigits(text, 14, 16)
                && text.charAt(16) == ':'
                && isDigits(text, 17, 19)
                && text.charAt(19) == 'Z'
                && isPossible(text);
    }

    private static boolean isPossible(String text) {
        int day = number(text, 8);
        int month = number(text, 5);
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year(text), month).lengthOfMonth()
                && number(text, 11) < 24
                && number(text, 14) < 60
                && number(text, 17) < 60;
    }

    private static long plainUtc(String text) {
        long day = LocalDate.of(year(text), number(text, 5), number(text, 8)).toEpochDay();
        return day * 86_400 + number(text, 11) * 3_600L + number(text, 14) * 60L + number(text, 17);
    }

    private static int year(String text) {
        return number(text, 0) * 100 + number(text, 2);
    }

    private static int number(String text, int at) {
        return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
    }

    private static boolean isDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return to > from;
    }
}
