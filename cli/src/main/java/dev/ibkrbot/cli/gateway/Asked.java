package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.cli.wiring.SystemTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A question that was asked, so that several can be under way at a time. Confined to the thread that waits.
 *
 * @param <T> what answers it
 */
final class Asked<T> {
    private final String what;
    private final CompletionStage<T> stage;
    private final long begunNanos = SystemTime.nanos();
    private final AtomicLong tookNanos = new AtomicLong(-1);
    private Optional<T> answer = Optional.empty();
    private Optional<Diagnosis> problem = Optional.empty();

    Asked(String what, CompletionStage<T> stage) {
        this.what = what;
        this.stage = stage;
        stage.whenComplete((value, failure) -> tookNanos.set(SystemTime.nanos() - begunNanos));
    }

    /** Waits for an answer or a problem, one of which there is then. */
    void await(Duration longest) {
        try {
            answer = Optional.of(Waiting.on(stage, longest, what));
        } catch (BrokerException e) {
            problem = Optional.of(Diagnosis.of(e));
        }
    }

    Optional<T> answer() {
        return answer;
    }

    Optional<Diagnosis> problem() {
        return problem;
    }

    /** From the question to the answer, or to now. */
    long millis() {
        long took = tookNanos.get();
        return Duration.ofNanos(took < 0 ? SystemTime.nanos() - begunNanos : took)
                .toMillis();
    }
}
