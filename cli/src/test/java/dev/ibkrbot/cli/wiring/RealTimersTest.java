package dev.ibkrbot.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Under a clock that was set back, and so does not come to where it was for a long time. */
@Tag("T05")
class RealTimersTest {
    private static final Instant BEHIND = Instant.parse("2026-11-18T09:00:00Z");
    private static final long PATIENCE_SECONDS = 2;

    private volatile Instant clock = BEHIND.plus(Duration.ofHours(1));

    @Test
    void goesOnWithWhatIsDoneEveryWhile() throws Exception {
        CompletableFuture<Instant> twice = new CompletableFuture<>();
        try (RealTimers timers = new RealTimers(() -> clock, 1)) {
            timers.every(Duration.ofMillis(1), () -> {
                if (clock.equals(BEHIND)) {
                    twice.complete(clock);
                }
                clock = BEHIND;
            });
            assertThat(twice.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(BEHIND);
        }
    }

    @Test
    void doesWhatIsDueAtAMomentAfterAsMuchTimeAsThereWas() throws Exception {
        CompletableFuture<Instant> done = new CompletableFuture<>();
        try (RealTimers timers = new RealTimers(() -> clock, 1, Duration.ofMillis(20))) {
            timers.at(clock.plusMillis(10), () -> done.complete(clock));
            clock = BEHIND;
            assertThat(done.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(BEHIND);
        }
    }

    @Test
    void isNeverEarlyByAClockThatLagsALittle() throws Exception {
        CompletableFuture<Instant> done = new CompletableFuture<>();
        Instant due = clock.plusMillis(1);
        try (RealTimers timers = new RealTimers(() -> clock, 1)) {
            timers.at(due, () -> done.complete(clock));
            timers.after(Duration.ofMillis(5), () -> clock = due.plusMillis(1));
            assertThat(done.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(due.plusMillis(1));
        }
    }
}
