package dev.ibkrbot.ibkr.request;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Questions whose answers carry no number: one at a time, so that an answer belongs to who asked. The end of an answer
 * that comes after its question was given up must not complete the next one, so ends are counted: who comes after an
 * unanswered question waits for two. Guarded by the broker's lock.
 */
final class Turns {
    /** An end that is so late never comes; until then questions may fail that would have had an answer. */
    private static final long FORGIVEN_NANOS = Duration.ofMinutes(1).toNanos();

    private final Calls calls;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private Optional<Call<?>> current = Optional.empty();
    /** Ends that are to come for questions that were given up, over this connection. */
    private int owed;

    private int connection;
    /** When the first question was given up since one was answered. */
    private long owedSince;

    Turns(Calls calls) {
        this.calls = calls;
    }

    /** Asks now or when the one before is over. */
    <T> CompletableFuture<T> ask(Supplier<Call<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        synchronized (calls.lock()) {
            waiting.add(() -> begin(question.get(), answer));
            next();
        }
        return answer;
    }

    private <T> void begin(Call<T> call, CompletableFuture<T> answer) {
        current = Optional.of(call);
        calls.ask(call).whenComplete((value, failure) -> {
            over(call, failure == null);
            if (failure == null) {
                answer.complete(value);
            } else {
                answer.completeExceptionally(Stages.cause(failure));
            }
        });
    }

    private void over(Call<?> call, boolean answered) {
        synchronized (calls.lock()) {
            if (current.orElse(call) == call) {
                if (!answered && call.wasSent()) {
                    owe();
                }
                current = Optional.empty();
                next();
            }
        }
    }

    private void owe() {
        forgive();
        if (owedSince == 0) {
            owedSince = now();
        }
        owed++;
    }

    private void forgive() {
        boolean otherConnection = connection != calls.connection();
        if (otherConnection || owedSince != 0 && now() - owedSince >= FORGIVEN_NANOS) {
            owed = 0;
            owedSince = 0;
            connection = calls.connection();
        }
    }

    private long now() {
        return calls.machinery().timers().nanos();
    }

    /** An end has come: of the first question that was given up, else of the current one, which is told. */
    void end(Consumer<Call<?>> answer) {
        forgive();
        if (owed > 0) {
            owed--;
            current.ifPresent(Call::restart);
        } else if (current.isPresent()) {
            owedSince = 0;
            answer.accept(current.get());
        }
    }

    private void next() {
        if (current.isEmpty() && !waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    /** Whoever is asking now. */
    Optional<Call<?>> current() {
        return current;
    }
}
