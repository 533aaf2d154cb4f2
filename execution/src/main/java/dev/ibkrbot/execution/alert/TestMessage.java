package dev.ibkrbot.execution.alert;

import java.util.concurrent.CompletionStage;

/**
 * One try to bring one message to one channel, for a person who wants to know whether the channel works. Nothing is
 * repeated, and what is told shows no address. Thread-safe.
 */
public final class TestMessage {
    private final HttpPost http = new HttpPost();

    /**
     * What came of a try. Immutable.
     *
     * @param taken whether the channel took it
     * @param detail for people
     */
    public record Result(boolean taken, String detail) {}

    /** Sends; the stage never fails and is complete after fifteen seconds at the latest. */
    public CompletionStage<Result> send(Channel channel, Alert alert) {
        return http.send(channel.request(alert))
                .handle((response, failure) ->
                        failure == null ? judge(response.statusCode()) : new Result(false, HttpPost.why(failure)));
    }

    private static Result judge(int status) {
        if (status >= 200 && status < 300) {
            return new Result(true, "taken (" + status + ")");
        }
        String redirect = status >= 300 && status < 400 ? ", a redirect, which is not followed" : "";
        return new Result(false, "refused with status " + status + redirect);
    }
}
