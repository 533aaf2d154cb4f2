package dev.ibkrbot.broker.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketCalendarTest {
    private final MarketCalendar calendar = MarketCalendar.nyse();

    @ParameterizedTest
    @CsvSource({
        "2026-01-12T09:29:59, false",
        "2026-01-12T09:30:00, true",
        "2026-01-12T15:59:59.999999999, true",
        "2026-01-12T16:00:00, false",
        "2026-01-10T12:00:00, false",
        "2026-01-11T12:00:00, false",
        "2026-01-19T12:00:00, false",
        "2026-07-03T12:00:00, false",
        "2026-07-02T15:00:00, true",
        "2026-11-27T12:59:59, true",
        "2026-11-27T13:00:00, false",
        "2026-11-27T14:00:00, false",
        "2026-12-24T14:00:00, false",
    })
    @Tag("SCH1")
    void knowsWhetherANewYorkTimeIsInRegularHours(LocalDateTime newYork, boolean open) {
        assertThat(calendar.isOpen(newYork.atZone(calendar.zone()).toInstant())).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-20T14:29:59Z, false",
        "2026-01-20T14:30:00Z, true",
        "2026-01-23T20:59:00Z, true",
        "2026-01-23T21:00:00Z, false",
    })
    @Tag("SCH1")
    void knowsWhetherAnInstantIsInRegularHours(Instant instant, boolean open) {
        assertThat(calendar.isOpen(instant)).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-06, 2026-03-06T14:30:00Z, 2026-03-06T21:00:00Z, false",
        "2026-03-09, 2026-03-09T13:30:00Z, 2026-03-09T20:00:00Z, false",
        "2026-10-30, 2026-10-30T13:30:00Z, 2026-10-30T20:00:00Z, false",
        "2026-11-02, 2026-11-02T14:30:00Z, 2026-11-02T21:00:00Z, false",
        // Until 2006 daylight saving time began in April and ended in October.
        "2006-03-31, 2006-03-31T14:30:00Z, 2006-03-31T21:00:00Z, false",
        "2006-04-03, 2006-04-03T13:30:00Z, 2006-04-03T20:00:00Z, false",
        "2015-12-24, 2015-12-24T14:30:00Z, 2015-12-24T18:00:00Z, true",
        "2002-07-05, 2002-07-05T13:30:00Z, 2002-07-05T17:00:00Z, true",
        "2002-09-11, 2002-09-11T16:00:00Z, 2002-09-11T20:00:00Z, false",
    })
    void givesTheSessionInUniversalTime(LocalDate date, Instant open, Instant close, boolean early) {
        assertThat(calendar.session(date)).contains(new TradingSession(date, open, close, early));
    }

    @Test
    void isNeverOpenOutsideItsYears() {
        for (String date : List.of("1997-12-31", "2036-01-02", "1900-01-02", "2100-06-01")) {
            LocalDate day = LocalDate.parse(date);
            assertThat(calendar.covers(day)).isFalse();
            assertThat(calendar.isTradingDay(day)).isFalse();
            assertThat(calendar.session(day)).isEmpty();
            Instant noon = day.atTime(12, 0).atZone(calendar.zone()).toInstant();
            assertThat(calendar.isOpen(noon)).isFalse();
            assertThat(calendar.nextSession(noon)).isEmpty();
        }
        assertThat(calendar.isOpen(Instant.MIN)).isFalse();
        assertThat(calendar.isOpen(Instant.MAX)).isFalse();
    }

    @Test
    void coversItsFirstAndLastDay() {
        assertThat(calendar.covers(LocalDate.of(1998, 1, 1))).isTrue();
        assertThat(calendar.session(LocalDate.of(1998, 1, 2))).isPresent();
        assertThat(calendar.covers(LocalDate.of(2035, 12, 31))).isTrue();
        assertThat(calendar.session(LocalDate.of(2035, 12, 31))).isPresent();
    }

    @Test
    void agreesWithItsSessionsAtEveryHour() {
        Instant end = Instant.parse("2035-12-31T23:00:00Z");
        for (Instant at = Instant.parse("1998-01-01T06:30:00Z"); at.isBefore(end); at = at.plusSeconds(3600)) {
            Instant instant = at;
            boolean inSession = calendar.session(calendar.tradingDate(at))
                    .filter(session -> session.contains(instant))
                    .isPresent();
            assertThat(calendar.isOpen(at)).as("%s", at).isEqualTo(inSession);
        }
    }

    @Test
    void countsTradingDatesInNewYork() {
        assertThat(calendar.tradingDate(Instant.parse("2026-01-13T04:59:59Z"))).isEqualTo("2026-01-12");
        assertThat(calendar.tradingDate(Instant.parse("2026-01-13T05:00:00Z"))).isEqualTo("2026-01-13");
        assertThat(calendar.tradingDate(Instant.parse("2026-07-13T03:59:59Z"))).isEqualTo("2026-07-12");
    }

    @Test
    void stepsOverWeekendsAndHolidays() {
        assertThat(calendar.nextTradingDay(LocalDate.of(2026, 7, 2))).isEqualTo("2026-07-06");
        assertThat(calendar.previousTradingDay(LocalDate.of(2026, 7, 6))).isEqualTo("2026-07-02");
        assertThat(calendar.nextTradingDay(LocalDate.of(2001, 9, 10))).isEqualTo("2001-09-17");
        assertThat(calendar.previousTradingDay(LocalDate.of(2026, 1, 20))).isEqualTo("2026-01-16");
    }

    @Test
    void refusesToStepOutOfItsYears() {
        assertThatThrownBy(() -> calendar.nextTradingDay(LocalDate.of(2035, 12, 31)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no trading day known after 2035-12-31, the calendar covers 1998-01-01 to 2035-12-31");
        assertThatThrownBy(() -> calendar.previousTradingDay(LocalDate.of(1998, 1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("before 1998-01-02");
        assertThatThrownBy(() -> calendar.nextTradingDay(LocalDate.of(1990, 1, 2)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findsTheNextSessionToOpen() {
        TradingSession monday = calendar.session(LocalDate.of(2026, 7, 6)).orElseThrow();
        TradingSession tuesday = calendar.session(LocalDate.of(2026, 7, 7)).orElseThrow();
        assertThat(calendar.nextSession(Instant.parse("2026-07-02T20:00:00Z"))).contains(monday);
        assertThat(calendar.nextSession(monday.open().minusNanos(1))).contains(monday);
        assertThat(calendar.nextSession(monday.open())).contains(tuesday);
        assertThat(calendar.nextSession(Instant.parse("2035-12-31T23:00:00Z"))).isEmpty();
    }

    @Test
    void takesOverridesWithoutChangingTheOriginal() {
        LocalDate closed = LocalDate.of(2027, 3, 10);
        LocalDate half = LocalDate.of(2027, 3, 11);
        LocalDate opened = LocalDate.of(2027, 12, 24);
        MarketCalendar changed = calendar.withOverrides(SessionOverride.parse(
                "mine.txt",
                List.of(
                        "# mine",
                        "",
                        "2027-03-10 closed  # mourning",
                        "2027-03-11 09:30-13:00",
                        "2027-12-24 09:30-16:00")));

        assertThat(changed.session(closed)).isEmpty();
        assertThat(changed.covers(closed)).isTrue();
        assertThat(changed.session(half))
                .contains(new TradingSession(
                        half, Instant.parse("2027-03-11T14:30:00Z"), Instant.parse("2027-03-11T18:00:00Z"), true));
        assertThat(changed.isOpen(Instant.parse("2027-03-11T18:00:00Z"))).isFalse();
        assertThat(changed.isTradingDay(opened)).isTrue();
        assertThat(calendar.isTradingDay(closed)).isTrue();
        assertThat(calendar.isTradingDay(opened)).isFalse();
    }

    @Test
    void refusesOverridesItCannotHonour() {
        SessionOverride late = new SessionOverride.Closed(LocalDate.of(2036, 1, 2));
        assertThatThrownBy(() -> calendar.withOverrides(List.of(late)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2036-01-02");
        SessionOverride once = new SessionOverride.Closed(LocalDate.of(2027, 3, 10));
        assertThatThrownBy(() -> calendar.withOverrides(List.of(once, once)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two overrides for 2027-03-10");
    }

    @ParameterizedTest
    @CsvSource({
        "2027-03-10 shut",
        "2027-03-10",
        "2027-03-10 closed early",
        "2027-02-30 closed",
        "2027-3-10 closed",
        "2027-03-13 closed",
        "2027-03-10 09:00-13:00",
        "2027-03-10 09:30-16:15",
        "2027-03-10 13:00-09:30",
        "2027-03-10 09:30-25:00",
        "2027-03-10 09:30:30-13:00",
        "2027-03-10 09:30",
    })
    void namesTheLineItCannotRead(String line) {
        assertThatThrownBy(() -> SessionOverride.parse("mine.txt", List.of("# comment", line)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("mine.txt:2: \"" + line + "\": ");
    }
}
