package dev.ibkrbot.broker.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;

/**
 * The standing rules of the New York Stock Exchange from 1998 on (rule 7.2 and the published holiday lists): which
 * weekdays are closed and which end at 13:00. What followed no rule is in {@code nyse-exceptions.txt}.
 */
final class NyseRules {
    static final LocalTime OPEN = LocalTime.of(9, 30);
    static final LocalTime CLOSE = LocalTime.of(16, 0);
    static final LocalTime EARLY_CLOSE = LocalTime.of(13, 0);

    private static final int FIRST_JUNETEENTH = 2022;
    private static final MonthDay CHRISTMAS_EVE = MonthDay.of(Month.DECEMBER, 24);
    private static final MonthDay DAY_BEFORE_INDEPENDENCE_DAY = MonthDay.of(Month.JULY, 3);

    private NyseRules() {}

    static boolean isClosed(LocalDate date) {
        return isWeekend(date) || isHoliday(date);
    }

    /** Of a date that is not closed: whether it ends at 13:00. */
    static boolean closesEarly(LocalDate date) {
        MonthDay day = MonthDay.from(date);
        return day.equals(CHRISTMAS_EVE)
                || day.equals(DAY_BEFORE_INDEPENDENCE_DAY)
                || date.equals(thanksgiving(date.getYear()).plusDays(1));
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static boolean isHoliday(LocalDate date) {
        int year = date.getYear();
        return switch (date.getMonth()) {
            case JANUARY -> date.equals(newYear(year)) || date.equals(monday(3, year, Month.JANUARY));
            case FEBRUARY -> date.equals(monday(3, year, Month.FEBRUARY));
            case MARCH, APRIL -> date.equals(easterSunday(year).minusDays(2));
            case MAY -> date.equals(monday(-1, year, Month.MAY));
            case JUNE -> year >= FIRST_JUNETEENTH && date.equals(observed(LocalDate.of(year, Month.JUNE, 19)));
            case JULY -> date.equals(observed(LocalDate.of(year, Month.JULY, 4)));
            case SEPTEMBER -> date.equals(monday(1, year, Month.SEPTEMBER));
            case NOVEMBER -> date.equals(thanksgiving(year));
            case DECEMBER -> date.equals(observed(LocalDate.of(year, Month.DECEMBER, 25)));
            case AUGUST, OCTOBER -> false;
        };
    }

    /** On a Saturday it is not made up for: the Friday before ends the accounting year, and the exchange is open. */
    private static LocalDate newYear(int year) {
        LocalDate first = LocalDate.of(year, Month.JANUARY, 1);
        return first.getDayOfWeek() == DayOfWeek.SUNDAY ? first.plusDays(1) : first;
    }

    private static LocalDate observed(LocalDate holiday) {
        return switch (holiday.getDayOfWeek()) {
            case SATURDAY -> holiday.minusDays(1);
            case SUNDAY -> holiday.plusDays(1);
            default -> holiday;
        };
    }

    private static LocalDate thanksgiving(int year) {
        return LocalDate.of(year, Month.NOVEMBER, 1).with(TemporalAdjusters.dayOfWeekInMonth(4, DayOfWeek.THURSDAY));
    }

    private static LocalDate monday(int ordinal, int year, Month month) {
        return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(ordinal, DayOfWeek.MONDAY));
    }

    /** Gregorian computus: the golden number gives the age of the moon, corrected for centuries and leap years. */
    static LocalDate easterSunday(int year) {
        int golden = year % 19;
        int century = year / 100;
        int moonCorrection = (8 * century + 13) / 25;
        int epact = (19 * golden + century - century / 4 - moonCorrection + 15) % 30;
        int fullMoon = epact - (epact / 28) * (1 - (29 / (epact + 1)) * ((21 - golden) / 11));
        int weekday = (year + year / 4 + fullMoon + 2 - century + century / 4) % 7;
        return LocalDate.of(year, Month.MARCH, 28).plusDays(fullMoon - weekday);
    }
}
