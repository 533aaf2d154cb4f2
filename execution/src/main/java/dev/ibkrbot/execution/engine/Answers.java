package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.error.BrokerException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Waits for stages without blocking: one that is done is read at once on the engine thread, another comes back through
 * the inbox.
 */
final class Answers {
    private final Inbox inbox;

    Answers(Inbox inbox) {
        this.inbox = inbox;
    }

    <T> void await(CompletionStage<T> stage, Consumer<T> answer, Consumer<BrokerException> failure) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        if (future.isDone()) {
            settle(future, answer, failure);
        } else {
            future.whenComplete(
                    (value, thrown) -> inbox.post(new EngineEvent.Answered(() -> settle(future, answer, failure))));
        }
    }

    private static <T> void settle(CompletableFuture<T> done, Consumer<T> answer, Consumer<BrokerException> failure) {
        T value;
        try {
            value = done.join();
        } catch (CompletionException e) {
            failure.accept(brokerFailure(e));
            return;
        }
        answer.accept(value);
    }

    /** What the broker could not do; anything else is a fault of ours and is thrown. */
    static BrokerException brokerFailure(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof BrokerException it) {
            return it;
        }
        throw new IllegalStateException("a question to the broker failed unexpectedly: " + cause, cause);
    }
}
