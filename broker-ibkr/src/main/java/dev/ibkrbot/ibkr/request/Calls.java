package dev.ibkrbot.ibkr.request;

import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.ibkr.notice.NoticeTable;
import dev.ibkrbot.ibkr.session.GatewaySession;
import dev.ibkrbot.ibkr.session.Machinery;
import dev.ibkrbot.ibkr.wire.Encoder;
import dev.ibkrbot.ibkr.wire.InboundHandler;
import dev.ibkrbot.ibkr.wire.SessionMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The questions that wait for answers, by number. Numbers begin far above order ids, because notices name both in one
 * space, and are never used twice. Guarded by the broker's lock.
 */
public final class Calls {
    /** Numbers from here on are ours; order ids stay below. */
    public static final int FIRST_ID = 1_000_000_000;

    private final Machinery machinery;
    private final GatewaySession session;
    private final NoticeTable notices;
    private final Duration timeout;
    private final Map<Integer, Call<?>> open = new HashMap<>();
    private Optional<Encoder> encoder = Optional.empty();
    private int lastId = FIRST_ID - 1;
    private int connection;

    public Calls(Machinery machinery, GatewaySession session, NoticeTable notices, Duration timeout) {
        this.machinery = machinery;
        this.session = session;
        this.notices = notices;
        this.timeout = timeout;
    }

    /** A connection of this server version is ready. */
    public void opened(int serverVersion) {
        encoder = Optional.of(new Encoder(serverVersion));
        connection++;
    }

    /** The connection is gone, and with it every question. */
    public void lost(BrokerException why) {
        encoder = Optional.empty();
        for (Call<?> call : List.copyOf(open.values())) {
            call.fail(new BrokerException(call.what() + ": no answer; " + why.getMessage(), Recovery.RECONNECT));
        }
    }

    /** Whoever waits for messages with this number; an empty handler when nobody does. */
    public InboundHandler handler(int requestId) {
        Call<?> call = open.get(requestId);
        return call == null ? Nobody.HERE : call;
    }

    /** Gives a notice to the question whose number it carries; false when there is none. */
    public boolean notice(SessionMessage.Notice notice) {
        Call<?> call = open.get(notice.id());
        if (call == null) {
            return false;
        }
        call.notice(notices.rule(notice.code(), notice.text()), notice.text());
        return true;
    }

    /** How many connections there were. */
    int connection() {
        return connection;
    }

    /** Whether there is a connection to ask over. */
    boolean isOpen() {
        return encoder.isPresent();
    }

    /** How many questions wait. */
    public int size() {
        synchronized (lock()) {
            return open.size();
        }
    }

    /** Asks within the usual time. */
    <T> CompletableFuture<T> ask(Call<T> call) {
        return ask(call, timeout);
    }

    /** Asks within the usual time; {@code left} runs, under no lock, when the question is on its way. */
    <T> CompletableFuture<T> ask(Call<T> call, Runnable left) {
        synchronized (lock()) {
            lastId++;
            return ask(call, lastId, timeout, left);
        }
    }

    /** Asks; the stage fails at once when nothing can be asked now. */
    <T> CompletableFuture<T> ask(Call<T> call, Duration within) {
        synchronized (lock()) {
            lastId++;
            return ask(call, lastId, within, () -> {});
        }
    }

    /** Asks under a number that is not ours, an order's. */
    <T> CompletableFuture<T> askAs(int id, Call<T> call) {
        return ask(call, id, timeout, () -> {});
    }

    private <T> CompletableFuture<T> ask(Call<T> call, int id, Duration within, Runnable left) {
        synchronized (lock()) {
            call.begin(this, id);
            try {
                session.requireReady();
                byte[] bytes = call.request(encoder.orElseThrow(), id);
                call.until(machinery.timers().after(within, () -> expire(call)));
                open.put(id, call);
                session.sendInTurn(bytes, left);
                call.sent();
            } catch (BrokerException e) {
                call.fail(e);
            }
            return call.answer();
        }
    }

    private void expire(Call<?> call) {
        synchronized (lock()) {
            if (!call.isOver()) {
                call.expired();
            }
        }
    }

    void ended(Call<?> call, boolean tellGateway) {
        open.remove(call.id());
        if (tellGateway && encoder.isPresent()) {
            call.cancellation(encoder.get(), call.id()).ifPresent(session::sendWhileOpen);
        }
    }

    /** Sends what has no answer of its own. {@link BrokerException} unless READY. */
    void send(Function<Encoder, byte[]> message) {
        session.requireReady();
        session.send(message.apply(encoder.orElseThrow()), 1, false);
    }

    void later(Runnable completion) {
        machinery.events().execute(completion);
    }

    Object lock() {
        return machinery.lock();
    }

    Machinery machinery() {
        return machinery;
    }

    Duration timeout() {
        return timeout;
    }

    private enum Nobody implements InboundHandler {
        HERE
    }
}
