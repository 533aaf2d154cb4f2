package dev.ibkrbot.broker.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The calendar year by year, against lists that were made independently of its rules. */
class NyseHistoryTest {
    private final MarketCalendar calendar = MarketCalendar.nyse();

    @ParameterizedTest
    @MethodSource("years")
    void closesOnTheDaysThatJollydayLists(int year) {
        HolidayManager oracle = HolidayManager.getInstance(ManagerParameters.create(HolidayCalendar.NYSE));
        SortedSet<LocalDate> expected = oracle.getHolidays(Year.of(year)).stream()
                .map(Holiday::getDate)
                .filter(NyseHistoryTest::isWeekday)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(weekdays(year, date -> !calendar.isTradingDay(date))).isEqualTo(expected);
    }

    /** From the exchange's published lists; from 2029 on, from the rule it has kept since 2013. */
    @ParameterizedTest
    @CsvSource({
        "1998, 11-27 12-24",
        "1999, 11-26 12-31",
        "2000, 07-03 11-24",
        "2001, 07-03 11-23 12-24",
        "2002, 07-05 11-29 12-24",
        "2003, 07-03 11-28 12-24 12-26",
        "2004, 11-26",
        "2005, 11-25",
        "2006, 07-03 11-24",
        "2007, 07-03 11-23 12-24",
        "2008, 07-03 11-28 12-24",
        "2009, 11-27 12-24",
        "2010, 11-26",
        "2011, 11-25",
        "2012, 07-03 11-23 12-24",
        "2013, 07-03 11-29 12-24",
        "2014, 07-03 11-28 12-24",
        "2015, 11-27 12-24",
        "2016, 11-25",
        "2017, 07-03 11-24",
        "2018, 07-03 11-23 12-24",
        "2019, 07-03 11-29 12-24",
        "2020, 11-27 12-24",
        "2021, 11-26",
        "2022, 11-25",
        "2023, 07-03 11-24",
        "2024, 07-03 11-29 12-24",
        "2025, 07-03 11-28 12-24",
        "2026, 11-27 12-24",
        "2027, 11-26",
        "2028, 07-03 11-24",
        "2029, 07-03 11-23 12-24",
        "2030, 07-03 11-29 12-24",
        "2031, 07-03 11-28 12-24",
        "2032, 11-26",
        "2033, 11-25",
        "2034, 07-03 11-24",
        "2035, 07-03 11-23 12-24",
    })
    void closesEarlyOnTheKnownHalfDays(int year, String halfDays) {
        SortedSet<LocalDate> expected = List.of(halfDays.split(" ")).stream()
                .map(day -> LocalDate.parse(year + "-" + day))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(weekdays(year, this::closesEarly)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1998, 252", "1999, 252", "2000, 252", "2001, 248", "2002, 252", "2003, 252", "2004, 252", "2005, 252",
        "2006, 251", "2007, 251", "2008, 253", "2009, 252", "2010, 252", "2011, 252", "2012, 250", "2013, 252",
        "2014, 252", "2015, 252", "2016, 252", "2017, 251", "2018, 251", "2019, 252", "2020, 253", "2021, 252",
        "2022, 251", "2023, 250", "2024, 252", "2025, 250", "2026, 251",
    })
    void hasTheKnownNumberOfTradingDays(int year, int tradingDays) {
        assertThat(weekdays(year, calendar::isTradingDay)).hasSize(tradingDays);
    }

    @ParameterizedTest
    @CsvSource({
        "1999-12-31, true", "2010-12-31, true", "2021-06-18, true", "2021-12-31, true", "2022-06-20, false",
        "2023-01-02, false", "2025-01-09, false", "2026-06-19, false", "2027-06-18, false", "2027-12-31, true",
        "2028-01-03, true", "2032-06-18, false",
    })
    void tradesOrNotOnIrregularDays(LocalDate date, boolean tradingDay) {
        assertThat(calendar.isTradingDay(date)).isEqualTo(tradingDay);
    }

    @ParameterizedTest
    @CsvSource({"1998-04-12", "2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31", "2025-04-20", "2026-04-05"})
    void findsEasterSunday(LocalDate easter) {
        assertThat(NyseRules.easterSunday(easter.getYear())).isEqualTo(easter);
    }

    private boolean closesEarly(LocalDate date) {
        return calendar.session(date).filter(TradingSession::earlyClose).isPresent();
    }

    private static SortedSet<LocalDate> weekdays(int year, Predicate<LocalDate> wanted) {
        return LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(NyseHistoryTest::isWeekday)
                .filter(wanted)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isWeekday(LocalDate date) {
        return date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    private static IntStream years() {
        return IntStream.rangeClosed(1998, 2035);
    }
}
