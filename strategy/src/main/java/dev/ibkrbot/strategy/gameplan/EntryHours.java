package dev.ibkrbot.strategy.gameplan;

import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/**
 * When entries may be made: whole minutes of New York, both ends included. Immutable.
 *
 * @param start first minute
 * @param end last minute, not before the first
 */
public record EntryHours(LocalTime start, LocalTime end) {
    /** The regular session. */
    public static final EntryHours REGULAR = new EntryHours(LocalTime.of(9, 30), LocalTime.of(16, 0));

    public EntryHours {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("entry hours end at " + end + ", before they start at " + start);
        }
    }

    /** Whether this time of New York lies in them. */
    public boolean contains(LocalTime time) {
        LocalTime minute = time.truncatedTo(ChronoUnit.MINUTES);
        return !minute.isBefore(start) && !minute.isAfter(end);
    }
}
