package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a broker's answer on the caller's thread. Stateless. */
final class Waiting {
    private Waiting() {}

    /** The answer; {@link BrokerException} when there is none, or none in time. */
    static <T> T on(CompletionStage<T> stage, Duration longest, String what) {
        try {
            return stage.toCompletableFuture().get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new BrokerException(
                    what + ": no answer within " + longest.toSeconds() + " s", Recovery.RETRY_LATER, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BrokerException known) {
                throw known;
            }
            throw new IllegalStateException(what + " ended with " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(
                    ExitCode.INTERRUPTED, "interrupted", what + " was not waited for", "run the command again", e);
        }
    }
}
