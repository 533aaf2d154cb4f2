package dev.ibkrbot.execution.alert;

import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * One try to bring one message to one channel, for a person who wants to know whether the channel works. Nothing is
 * repeated, and what is told shows no address. Thread-safe.
 */
public final class TestMessage {
    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /**
     * What came of a try. Immutable.
     *
     * @param taken whether the channel took it
     * @param detail for people
     */
    public record Result(boolean taken, String detail) {}

    /** Sends; the stage never fails and is complete after fifteen seconds at the latest. */
    public CompletionStage<Result> send(Channel channel, Alert alert) {
        return http.sendAsync(channel.request(alert), HttpResponse.BodyHandlers.discarding())
                .handle((response, failure) -> failure == null ? judge(response.statusCode()) : unanswered(failure));
    }

    private static Result judge(int status) {
        if (status >= 200 && status < 300) {
            return new Result(true, "taken (" + status + ")");
        }
        String redirect = status >= 300 && status < 400 ? ", a redirect, which is not followed" : "";
        return new Result(false, "refused with status " + status + redirect);
    }

    private static Result unanswered(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof HttpTimeoutException) {
            return new Result(false, "no answer in time");
        }
        String why = cause instanceof ConnectException ? "cannot be reached" : "no answer";
        return new Result(false, why + " (" + cause.getClass().getSimpleName() + ")");
    }
}
