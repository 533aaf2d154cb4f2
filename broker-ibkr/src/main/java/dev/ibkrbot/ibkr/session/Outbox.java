package dev.ibkrbot.ibkr.session;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * What waits to be sent. Orders, cancels and heartbeats overtake requests for data, and a fifth of the rate is kept free
 * for them, so that a full queue never delays an order. A buffer goes in one write or not at all. Thread-safe.
 */
final class Outbox {
    /** How many data requests may wait; more is a fault of the caller that memory must not pay for. */
    private static final int MOST_WAITING = 20_000;

    /** A little longer than a second, because the way to the gateway compresses distances. */
    private static final long WINDOW_NANOS = Duration.ofMillis(1_050).toNanos();

    private static final int RESERVED_SHARE = 5;

    private static final Runnable NOTHING = () -> {};

    private final Timers timers;
    private final Executor writer;
    private final int reserved;
    private final RateWindow window;
    private final Deque<Parcel> urgent = new ArrayDeque<>();
    private final Deque<Parcel> ordinary = new ArrayDeque<>();
    private Optional<Line> line = Optional.empty();
    private Optional<Timers.Timer> waiting = Optional.empty();
    private boolean draining;

    Outbox(Timers timers, Executor writer, int messagesPerSecond) {
        this.timers = timers;
        this.writer = writer;
        reserved = messagesPerSecond / RESERVED_SHARE;
        window = new RateWindow(messagesPerSecond, WINDOW_NANOS);
    }

    /** Sends over this connection from now on; what waited for another is forgotten. */
    synchronized void attach(Connector.Connection connection, Consumer<String> broken) {
        detach();
        window.clear();
        line = Optional.of(new Line(connection, broken));
    }

    /** Forgets the connection and all that waits. */
    synchronized void detach() {
        urgent.clear();
        ordinary.clear();
        line = Optional.empty();
        waiting.ifPresent(Timers.Timer::cancel);
        waiting = Optional.empty();
    }

    /** Queues one buffer of so many messages. {@link BrokerException} when too much waits already. */
    void send(byte[] bytes, int messages, boolean first) {
        send(bytes, messages, first, NOTHING);
    }

    /** As above; {@code written} runs on the writer's thread, under no lock of ours, when the buffer has left. */
    void send(byte[] bytes, int messages, boolean first, Runnable written) {
        synchronized (this) {
            if (line.isEmpty()) {
                throw new BrokerException("not connected to the gateway", Recovery.RECONNECT);
            }
            if (!first && ordinary.size() >= MOST_WAITING) {
                throw new BrokerException(MOST_WAITING + " requests are waiting to be sent", Recovery.RETRY_LATER);
            }
            (first ? urgent : ordinary).add(new Parcel(bytes, messages, written));
        }
        wake();
    }

    /** How many buffers wait. */
    synchronized int size() {
        return urgent.size() + ordinary.size();
    }

    private void wake() {
        boolean prompt;
        synchronized (this) {
            if (draining) {
                return;
            }
            draining = true;
            prompt = line.filter(it -> it.connection() instanceof Connector.Prompt)
                    .isPresent();
        }
        if (prompt) {
            offer();
        } else {
            onWriter(this::drain);
        }
    }

    /** A change of threads costs more than all else about a short message: what need not wait is sent at once. */
    private void offer() {
        for (Optional<Shipment> next = next(); next.isPresent(); next = next()) {
            Shipment rest = next.get().after(offered(next.get()));
            if (rest.parcel().bytes().length > 0) {
                onWriter(() -> {
                    write(rest);
                    drain();
                });
                return;
            }
            if (rest.parcel().written() != NOTHING) {
                onWriter(rest.parcel().written());
            }
        }
    }

    private static int offered(Shipment shipment) {
        try {
            return shipment.line().connection() instanceof Connector.Prompt prompt
                    ? prompt.offer(shipment.parcel().bytes())
                    : 0;
        } catch (IOException e) {
            // The caller is in the middle of something: the writer will find the same, and end the connection.
            return 0;
        }
    }

    private void onWriter(Runnable task) {
        try {
            writer.execute(task);
        } catch (RejectedExecutionException e) {
            // The broker was closed meanwhile; nothing is sent any more.
            detach();
        }
    }

    private void drain() {
        for (Optional<Shipment> next = next(); next.isPresent(); next = next()) {
            write(next.get());
        }
    }

    private static void write(Shipment shipment) {
        Line to = shipment.line();
        try {
            to.connection().write(shipment.parcel().bytes());
            shipment.parcel().written().run();
        } catch (IOException | RuntimeException e) {
            // Whatever keeps a buffer from being sent ends the connection, never the writing.
            to.broken().accept("cannot write: " + e.getMessage());
        }
    }

    private synchronized Optional<Shipment> next() {
        Deque<Parcel> queue = urgent.isEmpty() ? ordinary : urgent;
        if (line.isEmpty() || queue.isEmpty()) {
            draining = false;
            return Optional.empty();
        }
        long now = timers.nanos();
        long wait = window.waitNanos(queue.element().messages(), urgent.isEmpty() ? reserved : 0, now);
        if (wait > 0) {
            draining = false;
            waiting.ifPresent(Timers.Timer::cancel);
            waiting = Optional.of(timers.after(Duration.ofNanos(wait), this::wake));
            return Optional.empty();
        }
        Parcel parcel = queue.remove();
        window.record(parcel.messages(), now);
        return Optional.of(new Shipment(parcel, line.get()));
    }

    private record Parcel(byte[] bytes, int messages, Runnable written) {}

    private record Line(Connector.Connection connection, Consumer<String> broken) {}

    private record Shipment(Parcel parcel, Line line) {
        /** What is left when so many bytes were sent. */
        Shipment after(int sent) {
            byte[] rest = Arrays.copyOfRange(parcel.bytes(), sent, parcel.bytes().length);
            return new Shipment(new Parcel(rest, parcel.messages(), parcel.written()), line);
        }
    }
}
