package dev.ibkrbot.strategy.selection;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * What kind of option is wanted: so much delta, so far from expiring. Immutable.
 *
 * @param delta without its sign: 0.30 is a 30-delta call or put; above 0 and below 1
 * @param days calendar days to the expiration; 0 or more
 */
public record DeltaTarget(double delta, int days) {
    public DeltaTarget {
        if (!(delta > 0 && delta < 1)) {
            throw new IllegalArgumentException("delta is not between 0 and 1: " + delta);
        }
        if (days < 0) {
            throw new IllegalArgumentException("days is negative: " + days);
        }
    }

    /** The expiration nearest to the days asked for, the earlier of two equally near; none before today. */
    public Optional<LocalDate> expiration(Collection<LocalDate> listed, LocalDate today) {
        return listed.stream()
                .filter(date -> !date.isBefore(today))
                .min(Comparator.<LocalDate>comparingLong(date -> Math.abs(ChronoUnit.DAYS.between(today, date) - days))
                        .thenComparing(Comparator.naturalOrder()));
    }
}
