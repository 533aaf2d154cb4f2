package dev.ibkrbot.execution.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private static final Instant T = Instant.parse("2026-11-18T15:30:00Z");
    private static final Duration OPEN_FOR = Duration.ofSeconds(300);

    private final CircuitBreaker breaker = new CircuitBreaker(3, Backoff.withoutJitter(OPEN_FOR, OPEN_FOR));

    private void open() {
        breaker.failed(T);
        breaker.failed(T);
        assertThat(breaker.failed(T)).isTrue();
    }

    @Test
    @Tag("SCH3")
    void opensAfterThreeFailuresInARow() {
        breaker.failed(T);
        breaker.failed(T);
        breaker.succeeded();
        breaker.failed(T);
        breaker.failed(T);
        assertThat(breaker.permits(T)).isTrue();

        assertThat(breaker.failed(T)).isTrue();

        assertThat(breaker.permits(T.plusSeconds(299))).isFalse();
        assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    @Test
    @Tag("SCH3")
    void letsOneProbeThroughWhoseSuccessClosesIt() {
        open();

        assertThat(breaker.permits(T.plusSeconds(300))).isTrue();
        assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.HALF_OPEN);
        assertThat(breaker.permits(T.plusSeconds(301))).isFalse();
        breaker.succeeded();

        assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.CLOSED);
        assertThat(breaker.permits(T.plusSeconds(301))).isTrue();
    }

    @Test
    @Tag("SCH3")
    void opensAgainWhenTheProbeFails() {
        open();
        breaker.permits(T.plusSeconds(300));

        assertThat(breaker.failed(T.plusSeconds(310))).isTrue();

        assertThat(breaker.permits(T.plusSeconds(609))).isFalse();
        assertThat(breaker.permits(T.plusSeconds(610))).isTrue();
    }

    @Test
    void doublesItsWaitsUpToTheCap() {
        Backoff backoff = Backoff.withoutJitter(Duration.ofMinutes(5), Duration.ofMinutes(30));

        assertThat(Stream.generate(backoff::next).limit(5).map(Duration::toMinutes))
                .containsExactly(5L, 10L, 20L, 30L, 30L);
        backoff.reset();
        assertThat(backoff.next()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void takesASeededPartOffItsWaits() {
        Backoff one = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(30), 20, new SplittableRandom(1));
        Backoff same = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(30), 20, new SplittableRandom(1));

        for (long full = 10_000; full < 1_000_000; full *= 2) {
            Duration wait = one.next();
            assertThat(wait).isEqualTo(same.next());
            assertThat(wait.toMillis()).isBetween(full * 8 / 10, full);
        }
    }

    @Test
    void refusesWaitsThatDoNotGrow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backoff.withoutJitter(Duration.ofMinutes(5), Duration.ofMinutes(4)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backoff.withoutJitter(Duration.ZERO, Duration.ofMinutes(4)));
    }
}
