package dev.ibkrbot.execution.alert;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Tells a watching service that the bot lives: {@code address/start} when it starts, {@code address} while it works,
 * {@code address/fail} when it ends in failure. Whatever the service does, nothing here fails or waits. Thread-safe.
 */
public final class Heartbeat {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final URI address;
    private final Duration interval;
    private final InstantSource clock;
    private final Consumer<String> log;
    private final HttpPost http = new HttpPost();
    private final AtomicBoolean silent = new AtomicBoolean();
    private Instant next = Instant.MIN;

    /** Beats at most once in {@code interval}; {@code log} hears, without the address, when the service stops answering. */
    public Heartbeat(URI address, Duration interval, InstantSource clock, Consumer<String> log) {
        this.address = Channel.requireHttp("the heartbeat", address);
        this.interval = interval;
        this.clock = clock;
        this.log = log;
    }

    public void started() {
        send("/start", "");
    }

    /** To be called whenever the bot has done something; most calls send nothing. */
    public synchronized void alive() {
        Instant now = clock.instant();
        boolean clockWentBack = now.plus(interval).isBefore(next);
        if (!now.isBefore(next) || clockWentBack) {
            next = now.plus(interval);
            send("", "");
        }
    }

    /** The bot ends because of this; completes, never with a failure, when the service was told or did not listen. */
    public CompletionStage<Void> failed(String why) {
        return send("/fail", why);
    }

    private CompletionStage<Void> send(String suffix, String text) {
        HttpRequest request = HttpRequest.newBuilder(below(suffix))
                .timeout(PATIENCE)
                .header("User-Agent", "ibkrbot")
                .POST(HttpRequest.BodyPublishers.ofString(text, StandardCharsets.UTF_8))
                .build();
        return http.send(request)
                .handle((response, failure) -> failure == null && response.statusCode() / 100 == 2)
                .thenAccept(this::told);
    }

    /** The suffix ends the path, whatever query follows. */
    private URI below(String suffix) {
        String whole = address.toString();
        int query = whole.indexOf('?');
        String path = query < 0 ? whole : whole.substring(0, query);
        String end = path.endsWith("/") && !suffix.isEmpty() ? suffix.substring(1) : suffix;
        return URI.create(path + end + (query < 0 ? "" : whole.substring(query)));
    }

    private void told(boolean taken) {
        if (silent.getAndSet(!taken) == taken) {
            log.accept(taken ? "heartbeat: answers again" : "heartbeat: not taken");
        }
    }
}
