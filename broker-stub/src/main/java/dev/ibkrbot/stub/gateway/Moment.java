package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a rule takes effect: at a simulated moment, once so many requests were read, or at once. Immutable.
 *
 * @param words as written
 * @param kind how the words are to be read
 */
record Moment(String words, Kind kind) {
    static final Moment AT_ONCE = new Moment("", Kind.NOW);

    private static final String TIME = "\\d\\d:\\d\\d(?::\\d\\d)?";
    private static final Pattern WRITTEN =
            Pattern.compile("(?<request>request (\\d{1,9}))|(?<after>\\+\\d{1,7}s)|(?<date>\\d{4}-\\d\\d-\\d\\dT" + TIME
                    + ")|(?<time>" + TIME + ")");

    enum Kind {
        NOW,
        REQUEST,
        AFTER_START,
        DATE_TIME,
        TIME
    }

    /** From the beginning of a text. */
    static Moment parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.lookingAt()) {
            throw new IllegalArgumentException("'" + text + "' does not begin with a moment");
        }
        Kind kind = matcher.group("request") != null
                ? Kind.REQUEST
                : matcher.group("after") != null
                        ? Kind.AFTER_START
                        : matcher.group("date") != null ? Kind.DATE_TIME : Kind.TIME;
        Moment moment = new Moment(matcher.group(), kind);
        try {
            if (kind == Kind.DATE_TIME) {
                LocalDateTime.parse(moment.words);
            } else if (kind == Kind.TIME) {
                LocalTime.parse(moment.words);
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("there is no moment '" + moment.words + "'", e);
        }
        return moment;
    }

    /** Whether it has come: simulated time, the exchange's time zone, began at {@code start}. */
    boolean isDue(Instant start, Instant now, long requests, MarketCalendar calendar) {
        return switch (kind) {
            case NOW -> true;
            case REQUEST -> requests >= Long.parseLong(words.substring("request ".length()));
            case AFTER_START ->
                !now.isBefore(start.plusSeconds(Long.parseLong(words.substring(1, words.length() - 1))));
            case DATE_TIME ->
                !now.isBefore(LocalDateTime.parse(words).atZone(calendar.zone()).toInstant());
            case TIME ->
                !now.isBefore(start.atZone(calendar.zone())
                        .with(LocalTime.parse(words))
                        .toInstant());
        };
    }
}
