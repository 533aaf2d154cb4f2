package dev.ibkrbot.cli.history;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Moments as people who trade in New York say them. Stateless. */
final class NewYork {
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZONE);
    private static final DateTimeFormatter FULL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'ET'", Locale.ROOT).withZone(ZONE);

    private NewYork() {}

    static String time(Instant moment) {
        return TIME.format(moment);
    }

    static String full(Instant moment) {
        return FULL.format(moment);
    }

    static LocalDate date(Instant moment) {
        return LocalDate.ofInstant(moment, ZONE);
    }

    static LocalTime minute(Instant moment) {
        return LocalTime.ofInstant(moment, ZONE).truncatedTo(ChronoUnit.MINUTES);
    }
}
