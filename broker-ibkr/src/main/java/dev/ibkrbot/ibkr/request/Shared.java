package dev.ibkrbot.ibkr.request;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Answers that are asked for once, however many want them at the same time; failures are not kept. Thread-safe. */
final class Shared<K, V> {
    private final Map<K, CompletableFuture<V>> answers = new HashMap<>();

    /** The kept or coming answer, or the one that is asked for now. */
    CompletableFuture<V> get(K key, Supplier<CompletableFuture<V>> question) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        synchronized (this) {
            CompletableFuture<V> known = answers.get(key);
            if (known != null) {
                return known;
            }
            answers.put(key, mine);
        }
        question.get().whenComplete((value, failure) -> {
            if (failure == null) {
                mine.complete(value);
            } else {
                forget(key, mine);
                mine.completeExceptionally(Stages.cause(failure));
            }
        });
        return mine;
    }

    /** Keeps an answer that came otherwise. */
    synchronized void put(K key, V value) {
        answers.put(key, CompletableFuture.completedFuture(value));
    }

    synchronized void clear() {
        answers.clear();
    }

    private synchronized void forget(K key, CompletableFuture<V> answer) {
        answers.remove(key, answer);
    }
}
