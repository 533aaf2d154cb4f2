package dev.ibkrbot.ibkr.request;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Questions whose answers carry no number: one at a time, so that an answer belongs to who asked. Guarded by the broker's
 * lock.
 */
final class Turns {
    private final Calls calls;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private Optional<Call<?>> current = Optional.empty();

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
            over(call);
            if (failure == null) {
                answer.complete(value);
            } else {
                answer.completeExceptionally(Stages.cause(failure));
            }
        });
    }

    private void over(Call<?> call) {
        synchronized (calls.lock()) {
            if (current.orElse(call) == call) {
                current = Optional.empty();
                next();
            }
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
