package dev.ibkrbot.execution.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CycleScheduleTest {
    private static final MarketCalendar NYSE = MarketCalendar.nyse();

    @Test
    @Tag("SCH5")
    void alignsCyclesToTheOpen() {
        CycleSchedule schedule = new CycleSchedule(NYSE, Duration.ofSeconds(300));

        assertThat(schedule.nextAfter(Instant.parse("2026-11-18T10:00:00Z")))
                .contains(Instant.parse("2026-11-18T14:35:00Z"));
        assertThat(schedule.nextAfter(Instant.parse("2026-11-18T14:35:00Z")))
                .contains(Instant.parse("2026-11-18T14:40:00Z"));
        assertThat(schedule.nextAfter(Instant.parse("2026-11-18T14:41:17.5Z")))
                .contains(Instant.parse("2026-11-18T14:45:00Z"));
    }

    @Test
    @Tag("SCH5")
    void endsBeforeTheCloseAndGoesOnInTheNextSession() {
        CycleSchedule schedule = new CycleSchedule(NYSE, Duration.ofSeconds(300));

        assertThat(schedule.nextAfter(Instant.parse("2026-11-18T20:50:00Z")))
                .contains(Instant.parse("2026-11-18T20:55:00Z"));
        assertThat(schedule.nextAfter(Instant.parse("2026-11-18T20:55:00Z")))
                .contains(Instant.parse("2026-11-19T14:35:00Z"));
        // Friday after Thanksgiving closes at 13:00, 18:00 UTC.
        assertThat(schedule.nextAfter(Instant.parse("2026-11-27T17:55:00Z")))
                .contains(Instant.parse("2026-11-30T14:35:00Z"));
    }

    @Test
    void hasSeventySevenCyclesInAFullDayOfFiveMinutes() {
        CycleSchedule schedule = new CycleSchedule(NYSE, Duration.ofSeconds(300));
        List<Instant> cycles = new ArrayList<>();
        Instant end = Instant.parse("2026-11-18T21:00:00Z");
        Optional<Instant> next = schedule.nextAfter(Instant.parse("2026-11-18T14:30:00Z"));
        while (next.isPresent() && next.get().isBefore(end)) {
            cycles.add(next.get());
            next = schedule.nextAfter(next.get());
        }
        assertThat(cycles).hasSize(77).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void knowsNothingBeyondTheCalendar() {
        CycleSchedule schedule = new CycleSchedule(NYSE, Duration.ofSeconds(300));

        assertThat(schedule.nextAfter(Instant.parse("2036-06-01T15:00:00Z"))).isEmpty();
    }

    @Test
    void refusesIntervalsThatAreNoneOrTooLong() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CycleSchedule(NYSE, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new CycleSchedule(NYSE, Duration.ofHours(4)));
        assertThatIllegalArgumentException().isThrownBy(() -> new CycleSchedule(NYSE, Duration.ofMillis(1500)));
    }

    @ParameterizedTest
    @Tag("SCH1")
    @CsvSource({
        "2026-11-16T14:29:59Z, BEFORE_OPEN",
        "2026-11-16T14:30:00Z, OPEN",
        "2026-11-16T20:45:00Z, OPEN",
        "2026-11-16T20:45:01Z, AFTER_LAST_ENTRY",
        "2026-11-16T20:59:59Z, AFTER_LAST_ENTRY",
        "2026-11-16T21:00:00Z, MARKET_CLOSED",
        "2026-11-21T15:00:00Z, MARKET_CLOSED",
        "2026-11-22T15:00:00Z, MARKET_CLOSED",
        "2026-01-19T15:00:00Z, MARKET_CLOSED",
        "2026-07-03T15:00:00Z, MARKET_CLOSED",
        "2026-11-27T19:00:00Z, MARKET_CLOSED",
        "2026-11-27T17:45:00Z, OPEN",
        "2026-11-27T17:46:00Z, AFTER_LAST_ENTRY",
        "2026-01-20T14:29:59Z, BEFORE_OPEN",
        "2026-01-20T14:30:00Z, OPEN",
        "2026-01-23T20:59:00Z, AFTER_LAST_ENTRY",
        "2036-06-02T15:00:00Z, MARKET_CLOSED"
    })
    void allowsEntriesInRegularHoursOnly(Instant moment, EntryWindow window) {
        assertThat(new SessionClock(NYSE, Duration.ofMinutes(15)).window(moment))
                .isEqualTo(window);
    }
}
