package dev.ibkrbot.ibkr.request;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Steps that follow an answer and keep the promise that only a {@link BrokerException} comes out. */
public final class Stages {
    private Stages() {}

    /** Reads an answer; what cannot be read is the broker's fault, not the caller's. */
    public static <T, R> CompletableFuture<R> read(CompletableFuture<T> stage, String what, Function<T, R> reader) {
        return stage.thenApply(value -> {
            try {
                return reader.apply(value);
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new BrokerException(what + " cannot be read: " + e.getMessage(), Recovery.SKIP_INSTRUMENT, e);
            }
        });
    }

    /** Hands an answer on. */
    static <T> void relay(CompletableFuture<T> from, CompletableFuture<T> to) {
        from.whenComplete((value, failure) -> {
            if (failure == null) {
                to.complete(value);
            } else {
                to.completeExceptionally(cause(failure));
            }
        });
    }

    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    static <T> CompletableFuture<T> failed(BrokerException why) {
        return CompletableFuture.failedFuture(why);
    }
}
