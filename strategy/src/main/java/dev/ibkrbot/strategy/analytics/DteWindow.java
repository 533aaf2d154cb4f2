package dev.ibkrbot.strategy.analytics;

import java.util.Locale;
import java.util.Optional;

/** How many calendar days an option to be sold should have left. Immutable. */
public enum DteWindow {
    ONE_WEEK(0, 7),
    TWO_WEEKS(8, 14),
    THREE_WEEKS(15, 21),
    FOUR_WEEKS(22, 28),
    FIVE_WEEKS(29, 35);

    private final int least;
    private final int most;

    DteWindow(int least, int most) {
        this.least = least;
        this.most = most;
    }

    /**
     * The window of this name, such as "three_weeks", "three-weeks" or "three"; of the older double names, "two_three"
     * is three weeks and "four_five" five. Absent when there is none.
     */
    public static Optional<DteWindow> named(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT).replace('-', '_')) {
            case "one", "one_week" -> Optional.of(ONE_WEEK);
            case "two", "two_weeks" -> Optional.of(TWO_WEEKS);
            case "three", "three_weeks", "two_three", "two_three_weeks" -> Optional.of(THREE_WEEKS);
            case "four", "four_weeks" -> Optional.of(FOUR_WEEKS);
            case "five", "five_weeks", "four_five", "four_five_weeks" -> Optional.of(FIVE_WEEKS);
            default -> Optional.empty();
        };
    }

    public int least() {
        return least;
    }

    public int most() {
        return most;
    }

    public boolean contains(long days) {
        return days >= least && days <= most;
    }

    /** The middle, which an expiration should come near to. */
    public double middle() {
        return (least + most) / 2.0;
    }
}
