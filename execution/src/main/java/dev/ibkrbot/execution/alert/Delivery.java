package dev.ibkrbot.execution.alert;

import dev.ibkrbot.execution.engine.Timers;
import dev.ibkrbot.execution.resilience.Backoff;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Hands alerts to one channel, one after the other and each until it is taken. It errs towards telling twice: what may
 * have arrived, because its answer was lost or the process ended between the answer and the note of it, is sent again
 * with the same key. Thread-safe; never blocks.
 */
final class Delivery {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration LONGEST_ASKED_WAIT = Duration.ofHours(1);
    private static final int TRIES_OF_A_REFUSED_ALERT = 3;

    private final Channel channel;
    private final HttpPost http;
    private final Timers timers;
    private final InstantSource clock;
    private final SentAlerts sent;
    private final Consumer<String> log;
    private final Backoff backoff = Backoff.withoutJitter(Duration.ofSeconds(1), LONGEST_WAIT);
    private final Backlog waiting;
    private boolean busy;
    private boolean closed;
    private int refusals;
    private CompletableFuture<Void> empty = CompletableFuture.completedFuture(null);

    Delivery(
            Channel channel, HttpPost http, Timers timers, InstantSource clock, SentAlerts sent, Consumer<String> log) {
        this.channel = channel;
        this.waiting = new Backlog(channel.mostOneByOne());
        this.http = http;
        this.timers = timers;
        this.clock = clock;
        this.sent = sent;
        this.log = log;
    }

    synchronized void offer(Alert alert) {
        if (empty.isDone()) {
            empty = new CompletableFuture<>();
        }
        waiting.add(alert);
        next();
    }

    /** Completes when nothing waits any more. */
    synchronized CompletableFuture<Void> whenEmpty() {
        return empty.copy();
    }

    /** How many are not taken yet. */
    synchronized long pending() {
        return waiting.size();
    }

    synchronized void close() {
        closed = true;
    }

    private synchronized void next() {
        if (busy || closed || waiting.isEmpty()) {
            return;
        }
        busy = true;
        Alert alert = waiting.first();
        http.send(channel.request(alert)).whenComplete((response, failure) -> {
            if (failure == null) {
                answered(alert, response);
            } else {
                again(HttpPost.why(failure), Duration.ZERO);
            }
        });
    }

    private void answered(Alert alert, HttpResponse<Void> response) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            taken(alert);
        } else if (isAboutTheAlert(status) && refused()) {
            log.accept(channel + " refuses alert " + alert.sequence() + " (" + status + "); it is left out");
            taken(alert);
        } else if (status >= 300 && status < 400) {
            again("a redirect, which is not followed: its address is wrong", Duration.ZERO);
        } else {
            again("status " + status, retryAfter(response));
        }
    }

    private static boolean isAboutTheAlert(int status) {
        return status == 400 || status == 413 || status == 422;
    }

    private synchronized boolean refused() {
        return ++refusals >= TRIES_OF_A_REFUSED_ALERT;
    }

    private synchronized void taken(Alert alert) {
        waiting.removeFirst();
        refusals = 0;
        backoff.reset();
        busy = false;
        if (alert.sequence() > 0) {
            try {
                sent.took(channel, alert.sequence());
            } catch (IOException e) {
                log.accept(channel + ": what was sent cannot be noted ("
                        + e.getClass().getSimpleName() + "); it may be sent again after a restart");
            }
        }
        if (waiting.isEmpty()) {
            empty.complete(null);
        }
        next();
    }

    /** Later, and not before the service asked for. */
    private synchronized void again(String why, Duration asked) {
        Duration own = backoff.next();
        Duration wait = asked.compareTo(own) > 0 ? asked : own;
        log.accept(channel + ": " + why + ", " + waiting.size() + " waiting, next try in " + wait.toSeconds() + " s");
        timers.at(clock.instant().plus(wait), this::retry);
    }

    private synchronized void retry() {
        busy = false;
        next();
    }

    private Duration retryAfter(HttpResponse<Void> response) {
        return response.headers()
                .firstValue("Retry-After")
                .flatMap(this::wait)
                .map(asked -> asked.compareTo(LONGEST_ASKED_WAIT) > 0 ? LONGEST_ASKED_WAIT : asked)
                .orElse(Duration.ZERO);
    }

    private Optional<Duration> wait(String header) {
        if (header.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            return Optional.of(Duration.ofMillis((long) Math.ceil(Double.parseDouble(header) * 1000)));
        }
        if (header.matches("[0-9]{10,}")) {
            return Optional.of(LONGEST_ASKED_WAIT);
        }
        try {
            Instant until = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(clock.instant(), until));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
