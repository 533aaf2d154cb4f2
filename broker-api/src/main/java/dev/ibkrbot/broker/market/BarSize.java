package dev.ibkrbot.broker.market;

import java.time.Duration;

/** The span of a bar. A DAY bar is one regular session, whatever its length in hours. Immutable. */
public enum BarSize {
    ONE_MINUTE(60),
    FIVE_MINUTES(300),
    ONE_HOUR(3600),
    ONE_DAY(86_400);

    private final int seconds;

    BarSize(int seconds) {
        this.seconds = seconds;
    }

    /** Length in seconds; a day counts 86,400. */
    public int seconds() {
        return seconds;
    }

    public Duration duration() {
        return Duration.ofSeconds(seconds);
    }
}
