package dev.ibkrbot.ibkr.translate;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the shapes in which the gateway writes a moment: "20250708 02:35:00 America/New_York", "20230414-09:30:00" in
 * UTC, and seconds since 1970. A local time without a zone is no moment, because whose clock it is cannot be known.
 */
public final class Moments {
    private static final Pattern SHAPE = Pattern.compile("(\\d{8})([ -])\\s*(\\d{1,2}:\\d{2}:\\d{2})(?:\\s+(\\S+))?");
    private static final Pattern EPOCH_SECONDS = Pattern.compile("\\d{9,11}");
    private static final Pattern DAY_TEXT = Pattern.compile("\\d{8}");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd H:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuuMMdd-HH:mm:ss", Locale.ROOT);

    private Moments() {}

    /** The moment; absent when the text has another shape, an unknown zone or none. */
    public static Optional<Instant> moment(String text) {
        String trimmed = text.trim();
        if (EPOCH_SECONDS.matcher(trimmed).matches()) {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(trimmed)));
        }
        Matcher parts = SHAPE.matcher(trimmed);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            LocalDateTime local = LocalDateTime.parse(parts.group(1) + " " + parts.group(3), TIME);
            if (parts.group(4) != null) {
                return Optional.of(local.atZone(ZoneId.of(parts.group(4), ZoneId.SHORT_IDS))
                        .toInstant());
            }
            return parts.group(2).equals("-") ? Optional.of(local.toInstant(ZoneOffset.UTC)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A day such as 20251219, also when a time follows it; absent for anything else. */
    public static Optional<LocalDate> day(String text) {
        String trimmed = text.trim();
        String day = trimmed.length() > 8 ? trimmed.substring(0, 8) : trimmed;
        if (!DAY_TEXT.matcher(day).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(day, DAY));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Such as 20251219. */
    public static String text(LocalDate day) {
        return DAY.format(day);
    }

    /** Such as 20251219-14:30:00, in UTC. */
    public static String text(Instant moment) {
        return UTC.format(moment.atOffset(ZoneOffset.UTC));
    }
}
