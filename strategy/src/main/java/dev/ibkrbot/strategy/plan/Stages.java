package dev.ibkrbot.strategy.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Composing stages on the planner's executor. Stateless. */
final class Stages {
    private Stages() {}

    /**
     * Goes on with the result of the stage: at once when it is there already, else on the executor. The caller is on
     * the executor itself, so both run on the same thread; a backtest, whose stages are all complete, never leaves it.
     */
    static <A, B> CompletionStage<B> then(
            CompletionStage<A> stage, Executor executor, Function<A, CompletionStage<B>> next) {
        return isThere(stage) ? next.apply(stage.toCompletableFuture().join()) : stage.thenComposeAsync(next, executor);
    }

    /** Whether the stage has a result already; it may be one that does not show its state itself. */
    static boolean isThere(CompletionStage<?> stage) {
        CompletableFuture<?> future = stage.toCompletableFuture();
        return future.isDone() && !future.isCompletedExceptionally();
    }

    /** All results, in the order of the stages; fails when one fails. */
    static <A> CompletionStage<List<A>> all(List<CompletionStage<A>> stages) {
        CompletionStage<List<A>> all = CompletableFuture.completedFuture(List.of());
        for (CompletionStage<A> stage : stages) {
            all = all.thenCombine(stage, (before, next) -> {
                List<A> joined = new ArrayList<>(before);
                joined.add(next);
                return joined;
            });
        }
        return all;
    }

    /** The exception itself, without the wrappings that stages put around it. */
    static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
