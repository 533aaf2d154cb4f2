package dev.ibkrbot.broker.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.NavigableSet;
import java.util.Optional;

/** Which of the listed expirations a weekly strategy trades. Stateless. */
public final class WeeklyExpirations {
    private WeeklyExpirations() {}

    /**
     * The last listed expiration of the first week that still has one at least {@code minDte} days away. A week ends
     * on Friday; where Friday is a holiday the list has Thursday, and that is taken. Contracts from before 2015, which
     * expire on the Saturday after their last Friday of trading, belong to that Friday's week.
     *
     * @param today a trading date
     * @param minDte least number of calendar days from {@code today} to the expiration; not negative
     * @return empty if nothing listed is far enough away
     */
    public static Optional<LocalDate> weekly(NavigableSet<LocalDate> listed, LocalDate today, int minDte) {
        if (minDte < 0) {
            throw new IllegalArgumentException("minDte is negative: " + minDte);
        }
        return Optional.ofNullable(listed.ceiling(today.plusDays(minDte)))
                .map(nearest -> listed.floor(nearest.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY))));
    }

    /** The Friday on or after {@code date}, be it a holiday or not. */
    public static LocalDate nearestFriday(LocalDate date) {
        return date.with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY));
    }
}
