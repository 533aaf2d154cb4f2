package dev.ibkrbot.stub.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How much was recorded of an underlying's options and what of it can be used. Immutable.
 *
 * @param days with quotes
 * @param contracts of all days together, each day's counted
 * @param quotes that are played
 * @param oneSided of those, the ones without bid or without ask
 * @param crossed left out: the bid was above the ask
 * @param outsideHours left out: before or after the options' trading hours
 * @param notLive left out: delayed, frozen or older than a minute when they were recorded
 */
record OptionCoverage(
        int days, int contracts, long quotes, long oneSided, long crossed, long outsideHours, long notLive) {
    static final OptionCoverage NONE = new OptionCoverage(0, 0, 0, 0, 0, 0, 0);

    OptionCoverage plus(OptionCoverage other) {
        return new OptionCoverage(
                days + other.days,
                contracts + other.contracts,
                quotes + other.quotes,
                oneSided + other.oneSided,
                crossed + other.crossed,
                outsideHours + other.outsideHours,
                notLive + other.notLive);
    }

    /** For people, without a period. */
    String text() {
        return count(days, "day") + ", " + count(contracts, "contract") + " counted by day, " + count(quotes, "quote")
                + ", " + oneSided + " of them with one side or none";
    }

    /** What was left out; absent when nothing was. */
    Optional<String> warning() {
        List<String> parts = new ArrayList<>();
        add(parts, crossed, "crossed");
        add(parts, outsideHours, "outside trading hours");
        add(parts, notLive, "not live when they were recorded");
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of("quotes of options left out: " + String.join(", ", parts));
    }

    private static void add(List<String> parts, long count, String why) {
        if (count > 0) {
            parts.add(count + " " + why);
        }
    }

    private static String count(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
