package dev.ibkrbot.broker.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * One date on which the exchange departs from its rules. Immutable.
 *
 * <p>As text, one override a line, times in New York; everything from {@code #} on is a comment and empty lines are
 * skipped:
 *
 * <pre>
 * 2025-01-09 closed        # national day of mourning
 * 2003-12-26 09:30-13:00
 * </pre>
 */
public sealed interface SessionOverride {
    /** The New York civil date; Monday to Friday. */
    LocalDate date();

    /** No session on {@code date}. */
    record Closed(LocalDate date) implements SessionOverride {
        public Closed {
            requireWeekday(date);
        }
    }

    /**
     * A session on {@code date} from {@code open}, inclusive, to {@code close}, exclusive, whatever the rules say.
     * Within 09:30 to 16:00, New York time, at whole minutes.
     */
    record Hours(LocalDate date, LocalTime open, LocalTime close) implements SessionOverride {
        public Hours {
            requireWeekday(date);
            if (open.isBefore(NyseRules.OPEN) || close.isAfter(NyseRules.CLOSE) || !open.isBefore(close)) {
                throw new IllegalArgumentException("hours " + open + "-" + close + " of " + date + " are not within "
                        + NyseRules.OPEN + "-" + NyseRules.CLOSE);
            }
            if (open.getSecond() + open.getNano() + close.getSecond() + close.getNano() != 0) {
                throw new IllegalArgumentException("hours of " + date + " are not at whole minutes");
            }
        }
    }

    /**
     * Reads the text form described above.
     *
     * @param source how error messages name the text, such as a file name
     * @throws IllegalArgumentException at the first line that is not an override, naming source, line number and text
     */
    static List<SessionOverride> parse(String source, List<String> lines) {
        List<SessionOverride> overrides = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i).split("#", 2)[0].strip();
            if (text.isEmpty()) {
                continue;
            }
            try {
                overrides.add(parseLine(text));
            } catch (DateTimeParseException | IllegalArgumentException e) {
                String where = source + ":" + (i + 1) + ": ";
                throw new IllegalArgumentException(where + "\"" + text + "\": " + e.getMessage(), e);
            }
        }
        return List.copyOf(overrides);
    }

    private static SessionOverride parseLine(String text) {
        String[] parts = text.split("\\s+");
        boolean closed = parts.length == 2 && parts[1].equals("closed");
        String[] hours = parts.length == 2 ? parts[1].split("-") : parts;
        if (!closed && (parts.length != 2 || hours.length != 2)) {
            throw new IllegalArgumentException("expected YYYY-MM-DD closed or YYYY-MM-DD HH:MM-HH:MM");
        }
        LocalDate date = LocalDate.parse(parts[0]);
        return closed ? new Closed(date) : new Hours(date, LocalTime.parse(hours[0]), LocalTime.parse(hours[1]));
    }

    private static void requireWeekday(LocalDate date) {
        if (date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY) {
            throw new IllegalArgumentException(date + " is a " + date.getDayOfWeek());
        }
    }
}
