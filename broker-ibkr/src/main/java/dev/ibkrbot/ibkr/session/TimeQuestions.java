package dev.ibkrbot.ibkr.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Who waits for the gateway's time: answers carry no number, they come in the order of the questions. Guarded by the broker's lock. */
final class TimeQuestions {
    /** An empty entry is a question of the pulse, which has its own way of waiting. */
    private final Deque<Optional<CompletableFuture<Long>>> waiting = new ArrayDeque<>();

    void pulse() {
        waiting.add(Optional.empty());
    }

    CompletableFuture<Long> driver() {
        CompletableFuture<Long> answer = new CompletableFuture<>();
        waiting.add(Optional.of(answer));
        return answer;
    }

    /** Whose answer has come; absent for the pulse and for an answer nobody asked for. */
    Optional<CompletableFuture<Long>> next() {
        return waiting.isEmpty() ? Optional.empty() : waiting.remove();
    }

    /** Nobody will be answered. */
    void fail(GatewayException why, Machinery machinery) {
        waiting.forEach(
                it -> it.ifPresent(answer -> machinery.events().execute(() -> answer.completeExceptionally(why))));
        waiting.clear();
    }
}
