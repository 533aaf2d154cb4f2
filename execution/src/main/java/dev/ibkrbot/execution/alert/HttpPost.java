package dev.ibkrbot.execution.alert;

import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLException;

/**
 * Hands something to a service and looks only at the head of its answer: a body is neither waited for nor read, so that
 * one that never ends holds up nothing and one that repeats a secret shows it to nobody. Redirects are not followed:
 * they would show the message to another host. The JVM's proxy settings hold. Thread-safe.
 */
final class HttpPost {
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** Sends and returns at once; fails, on another thread, when no answer begins in the time the request allows. */
    CompletableFuture<HttpResponse<Void>> send(HttpRequest request) {
        return CompletableFuture.completedFuture(request).thenCompose(it -> client.sendAsync(it, head -> new Unread()));
    }

    /** What became of a request that was not answered, for people; without any address. */
    static String why(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String name = " (" + cause.getClass().getSimpleName() + ")";
        if (cause instanceof HttpTimeoutException) {
            return "no answer in time";
        }
        if (cause instanceof SSLException) {
            return "no secure connection" + name;
        }
        if (cause instanceof ConnectException) {
            return cause.getCause() instanceof UnresolvedAddressException
                    ? "its host is not known"
                    : "cannot be reached" + name;
        }
        return "no answer" + name;
    }

    private static final class Unread implements HttpResponse.BodySubscriber<Void> {
        @Override
        public CompletionStage<Void> getBody() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.cancel();
        }

        @Override
        public void onNext(List<ByteBuffer> part) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }
}
