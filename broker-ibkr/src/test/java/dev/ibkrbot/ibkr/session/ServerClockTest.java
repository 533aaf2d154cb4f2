package dev.ibkrbot.ibkr.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ServerClockTest {
    private static final Instant START = Instant.parse("2026-11-18T15:00:00Z");

    private Instant now = START;
    private final ServerClock clock = new ServerClock(() -> now);

    private void answeredAfter(Duration way, Instant told) {
        clock.asked();
        now = now.plus(way);
        clock.answered(told.toEpochMilli());
    }

    @Test
    @Tag("T06")
    void followsAClockThatDriftsAway() {
        answeredAfter(Duration.ofMillis(100), START);
        assertThat(clock.skew()).contains(Duration.ZERO);
        now = START.plusSeconds(60);
        answeredAfter(Duration.ofMillis(100), START.plusSeconds(65).plusMillis(50));
        assertThat(clock.skew()).contains(Duration.ofSeconds(5));
    }

    @Test
    void learnsNothingFromAnAnswerThatTookLong() {
        answeredAfter(Duration.ofMillis(100), START);
        now = START.plusSeconds(60);
        answeredAfter(Duration.ofSeconds(9), START.plusSeconds(60));
        assertThat(clock.skew()).contains(Duration.ZERO);
    }
}
