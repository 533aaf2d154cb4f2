package dev.ibkrbot.broker.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeeklyExpirationsTest {
    @ParameterizedTest
    @CsvSource({
        "2025-12-08, 2025-12-12",
        "2025-12-12, 2025-12-12",
        "2025-12-13, 2025-12-19",
        "2025-12-14, 2025-12-19",
        "2026-01-01, 2026-01-02",
        "2026-06-18, 2026-06-19",
    })
    @Tag("OP1")
    void findsTheNearestFriday(LocalDate date, LocalDate friday) {
        assertThat(WeeklyExpirations.nearestFriday(date)).isEqualTo(friday);
    }

    @Test
    @Tag("OP2")
    void findsTheNearestFridayAcrossTheTurnOfTheYear() {
        assertThat(WeeklyExpirations.nearestFriday(LocalDate.of(2025, 12, 31))).isEqualTo("2026-01-02");
    }

    @Test
    @Tag("OP15")
    void skipsTheExpirationOfTodayWhenADayIsRequired() {
        assertThat(weekly("2026-01-16 2026-01-23 2026-01-30", "2026-01-16", 1)).isEqualTo("2026-01-23");
        assertThat(weekly("2026-01-16 2026-01-23 2026-01-30", "2026-01-16", 0)).isEqualTo("2026-01-16");
    }

    @ParameterizedTest
    @CsvSource({
        // daily expirations: the last of the week, not the next
        "2026-01-12 2026-01-13 2026-01-14 2026-01-15 2026-01-16 2026-01-20, 2026-01-12, 1, 2026-01-16",
        "2026-01-12 2026-01-13 2026-01-14 2026-01-15 2026-01-16 2026-01-20, 2026-01-16, 1, 2026-01-20",
        // Friday 2026-06-19 is a holiday, the week's expiration is Thursday
        "2026-06-12 2026-06-18 2026-06-26, 2026-06-15, 1, 2026-06-18",
        "2026-06-12 2026-06-18 2026-06-26, 2026-06-17, 1, 2026-06-18",
        "2026-06-12 2026-06-18 2026-06-26, 2026-06-18, 1, 2026-06-26",
        "2026-01-16 2026-01-23 2026-01-30, 2026-01-14, 2, 2026-01-16",
        "2026-01-16 2026-01-23 2026-01-30, 2026-01-14, 5, 2026-01-23",
        "2026-01-16 2026-01-23 2026-01-30, 2026-01-14, 10, 2026-01-30",
        // a weekend looks at the week that begins
        "2026-01-16 2026-01-23, 2026-01-17, 1, 2026-01-23",
        // nothing listed next week either
        "2026-01-16 2026-02-20, 2026-01-16, 1, 2026-02-20",
        // the Saturday expirations of old
        "2013-10-11 2013-10-19 2013-10-25, 2013-10-14, 1, 2013-10-19",
    })
    void takesTheLastListedExpirationOfTheFirstWeekFarEnoughAway(
            String listed, String today, int minDte, String expiration) {
        assertThat(weekly(listed, today, minDte)).isEqualTo(expiration);
    }

    @Test
    void findsNoneWhenNothingIsFarEnoughAway() {
        assertThat(WeeklyExpirations.weekly(dates("2026-01-16"), LocalDate.of(2026, 1, 16), 1))
                .isEmpty();
        assertThat(WeeklyExpirations.weekly(new TreeSet<>(), LocalDate.of(2026, 1, 16), 0))
                .isEmpty();
    }

    @Test
    void refusesANegativeNumberOfDays() {
        assertThatThrownBy(() -> WeeklyExpirations.weekly(dates("2026-01-16"), LocalDate.of(2026, 1, 16), -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("minDte is negative: -1");
    }

    private static LocalDate weekly(String listed, String today, int minDte) {
        return WeeklyExpirations.weekly(dates(listed), LocalDate.parse(today), minDte)
                .orElseThrow();
    }

    private static NavigableSet<LocalDate> dates(String listed) {
        return Arrays.stream(listed.split(" ")).map(LocalDate::parse).collect(Collectors.toCollection(TreeSet::new));
    }
}
