package dev.ibkrbot.ibkr.session;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.ibkr.wire.Encoder;
import dev.ibkrbot.ibkr.wire.Handshake;
import dev.ibkrbot.ibkr.wire.Inbound;
import dev.ibkrbot.ibkr.wire.InboundHandler;
import dev.ibkrbot.ibkr.wire.SessionMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** One connection from its first packet to its end. Guarded by the broker's lock. */
final class Link implements Connector.Receiver, InboundHandler {
    private static final int CLIENT_ID_IN_USE = 326;
    private static final int LINK_LOST = 1100;
    private static final int LINK_BACK_DATA_LOST = 1101;
    private static final int LINK_BACK = 1102;
    private static final int PORT_RESET = 1300;
    private static final int LINK_BROKEN = 2110;

    /** What only the simulator writes for a zone. */
    private static final String SIMULATED = "Simulated Time (led)";

    /** Stands for a question of the pulse, which has its own way of waiting. */
    private static final CompletableFuture<Long> PULSE = new CompletableFuture<>();

    private final Machinery machinery;
    private final Timers timers;
    private final Object lock;
    private final SessionSettings settings;
    private final SessionClient client;
    private final SessionObserver observer;
    private final Outbox outbox;
    private final Owner owner;
    private final Pulse pulse;
    private final long beganNanos;
    private Connector.Connection connection = new Unopened();
    private Timers.Timer deadline = () -> {};
    private boolean tcp;
    private OptionalInt serverVersion = OptionalInt.empty();
    private OptionalInt nextOrderId = OptionalInt.empty();
    private Optional<List<AccountId>> accounts = Optional.empty();
    private boolean opened;
    private boolean linkDown;
    private boolean subscribed;
    private boolean simulated;
    /** Answers about the time come in the order of the questions. */
    private final Deque<CompletableFuture<Long>> timeQuestions = new ArrayDeque<>();

    private long readyNanos = Long.MAX_VALUE;

    Link(
            Machinery machinery,
            SessionSettings settings,
            SessionClient client,
            SessionObserver observer,
            Outbox outbox,
            ServerClock serverClock,
            Owner owner) {
        this.machinery = machinery;
        this.settings = settings;
        this.client = client;
        this.observer = observer;
        this.outbox = outbox;
        this.owner = owner;
        timers = machinery.timers();
        lock = machinery.lock();
        beganNanos = timers.nanos();
        pulse = new Pulse(machinery, settings, serverClock, new Asking());
    }

    /** Whoever opens one link after the other. */
    interface Owner {
        /** Whether this is the link in use; what another hears is stale. */
        boolean uses(Link link);

        void failed(Link link, GatewayException why);

        /** The link has become, or is no longer, READY. */
        void publish(ConnectionState state);

        /** Whether there was a READY session before, so that waiting for the gateway's own link is no failed try. */
        boolean wasEverReady();
    }

    void begin() {
        deadline = timers.after(settings.tryTimeout(), this::tooLate);
        connection = machinery
                .connector()
                .connect(
                        new Connector.Endpoint(
                                settings.host(), settings.port(), settings.tryTimeout(), settings.maxServerVersion()),
                        this);
    }

    void end(GatewayException why) {
        deadline.cancel();
        pulse.stop();
        connection.close();
        timeQuestions.stream()
                .filter(it -> it != PULSE)
                .forEach(it -> machinery.events().execute(() -> it.completeExceptionally(why)));
        timeQuestions.clear();
        if (opened) {
            opened = false;
            client.lost(why);
        }
    }

    /** Whether requests may be sent over it. */
    boolean isOpened() {
        return opened;
    }

    private boolean isCurrent() {
        return owner.uses(this);
    }

    /** How long it has been READY; zero if it never was. */
    Duration lasted() {
        return readyNanos == Long.MAX_VALUE ? Duration.ZERO : Duration.ofNanos(timers.nanos() - readyNanos);
    }

    private String where() {
        return settings.host() + ":" + settings.port();
    }

    private void fault(GatewayFault fault, String detail) {
        owner.failed(this, new GatewayException(fault, detail));
    }

    @Override
    public void opened() {
        synchronized (lock) {
            if (isCurrent()) {
                tcp = true;
                passed(SessionStep.TCP, where());
                outbox.attach(connection, this::broken);
                outbox.send(Handshake.offer(settings.maxServerVersion()), 1, true);
            }
        }
    }

    private void broken(String detail) {
        closed(Connector.Ending.BY_PEER, detail);
    }

    @Override
    public void greeted(Handshake.Greeting greeting) {
        synchronized (lock) {
            if (isCurrent()) {
                serverVersion = OptionalInt.of(greeting.serverVersion());
                simulated = greeting.connectionTime().contains(SIMULATED);
                passed(SessionStep.HANDSHAKE, "server version " + greeting.serverVersion());
                outbox.send(encoder().startApi(settings.clientId()), 1, true);
            }
        }
    }

    private Encoder encoder() {
        return new Encoder(serverVersion.orElseThrow());
    }

    @Override
    public void received(Inbound message) {
        synchronized (lock) {
            if (isCurrent()) {
                message.deliverTo(this);
            }
        }
    }

    @Override
    public void closed(Connector.Ending ending, String detail) {
        synchronized (lock) {
            if (isCurrent()) {
                fault(faultOf(ending), told(ending, detail));
            }
        }
    }

    private GatewayFault faultOf(Connector.Ending ending) {
        return switch (ending) {
            case UNKNOWN_HOST -> GatewayFault.UNKNOWN_HOST;
            case REFUSED, TIMED_OUT -> GatewayFault.UNREACHABLE;
            case NOT_THE_PROTOCOL, OUR_FAULT -> GatewayFault.PROTOCOL;
            case UNSUPPORTED -> GatewayFault.UNSUPPORTED_VERSION;
            case BY_PEER -> {
                if (opened) {
                    yield GatewayFault.LOST;
                }
                yield serverVersion.isPresent() ? GatewayFault.NOT_READY : GatewayFault.CLOSED_AT_ONCE;
            }
        };
    }

    private String told(Connector.Ending ending, String detail) {
        return switch (ending) {
            case UNKNOWN_HOST -> "host " + settings.host() + " is unknown: " + detail;
            case REFUSED, TIMED_OUT -> "nothing listens at " + where() + ": " + detail;
            case NOT_THE_PROTOCOL -> where() + " does not speak the protocol: " + detail;
            case OUR_FAULT -> "a message could not be handled: " + detail;
            case UNSUPPORTED -> detail;
            case BY_PEER ->
                (serverVersion.isPresent() ? "the session with " : "the connection to ")
                        + where()
                        + (opened ? " ended: " : " was closed before it was ready: ")
                        + detail;
        };
    }

    private void tooLate() {
        synchronized (lock) {
            if (!isCurrent() || readyNanos != Long.MAX_VALUE || (owner.wasEverReady() && opened)) {
                return;
            }
            String within = " within " + settings.tryTimeout().toSeconds() + " s";
            if (!tcp) {
                fault(GatewayFault.UNREACHABLE, "no connection to " + where() + within);
            } else if (serverVersion.isEmpty()) {
                fault(GatewayFault.SILENT, where() + " accepts connections but says nothing" + within);
            } else {
                fault(GatewayFault.NOT_READY, missing() + within);
            }
        }
    }

    private String missing() {
        if (linkDown) {
            return "the gateway had no link to IBKR (1100)";
        }
        String what = nextOrderId.isEmpty() ? "no next order id" : "no account list";
        return what + " came after the handshake";
    }

    private void passed(SessionStep step, String detail) {
        Duration took = Duration.ofNanos(timers.nanos() - beganNanos);
        machinery.events().execute(() -> observer.passed(step, took, detail));
    }

    // What the gateway says about the session.

    @Override
    public void on(SessionMessage.NextValidId message) {
        nextOrderId = OptionalInt.of(message.orderId());
        if (opened) {
            client.message(message);
        } else {
            openWhenComplete();
        }
    }

    @Override
    public void on(SessionMessage.ManagedAccounts message) {
        if (accounts.isEmpty()) {
            accounts =
                    Optional.of(message.accounts().stream().map(AccountId::new).toList());
            openWhenComplete();
        }
    }

    private void openWhenComplete() {
        if (nextOrderId.isEmpty() || accounts.isEmpty()) {
            return;
        }
        passed(SessionStep.API_READY, "next order id " + nextOrderId.getAsInt());
        AccountId account;
        try {
            account = settings.accounts().choose(accounts.get());
        } catch (GatewayException e) {
            owner.failed(this, e);
            return;
        }
        passed(SessionStep.ACCOUNT, account.toString());
        opened = true;
        client.opened(new SessionStart(serverVersion.orElseThrow(), nextOrderId.getAsInt(), account));
        pulse.beat();
        publishLink();
    }

    private void publishLink() {
        boolean ready = opened && !linkDown && !pulse.isWeak();
        if (ready && readyNanos == Long.MAX_VALUE) {
            readyNanos = timers.nanos();
            deadline.cancel();
        }
        owner.publish(ready ? ConnectionState.READY : ConnectionState.DISCONNECTED);
        if (ready && !subscribed) {
            subscribed = true;
            client.subscribe();
        }
    }

    @Override
    public void on(SessionMessage.CurrentTime message) {
        CompletableFuture<Long> question = timeQuestions.poll();
        if (question != null && question != PULSE) {
            machinery.events().execute(() -> question.complete(message.epochMillis()));
        } else {
            pulse.answered(message.epochMillis());
        }
    }

    /** Asks a simulated gateway about its time or to move it: milliseconds since 1970. */
    CompletableFuture<Long> askSimulated(String move) {
        CompletableFuture<Long> answer = new CompletableFuture<>();
        timeQuestions.add(answer);
        outbox.send(encoder().simulatedTime(move), 1, true);
        return answer;
    }

    /** Whether the gateway is a simulation whose time moves when it is told. */
    boolean isSimulated() {
        return opened && simulated;
    }

    @Override
    public void on(SessionMessage.Notice message) {
        client.message(message);
        switch (message.code()) {
            case CLIENT_ID_IN_USE ->
                fault(GatewayFault.CLIENT_ID_IN_USE, "client id " + settings.clientId() + " is in use (326)");
            case PORT_RESET -> fault(GatewayFault.LOST, "the gateway resets its port (1300)");
            case LINK_LOST, LINK_BROKEN -> link(true);
            case LINK_BACK -> link(false);
            case LINK_BACK_DATA_LOST -> {
                subscribed = false;
                link(false);
            }
            default -> {
                // Farm notices and all others leave the session as it is.
            }
        }
    }

    private void link(boolean down) {
        linkDown = down;
        if (opened) {
            publishLink();
        }
    }

    @Override
    public void other(Inbound message) {
        if (opened) {
            client.message(message);
        }
    }

    /** What a pulse needs of its link. */
    private final class Asking implements Pulse.Patient {
        @Override
        public boolean isAlive() {
            return isCurrent();
        }

        @Override
        public void ask() {
            timeQuestions.add(PULSE);
            outbox.send(encoder().currentTime(), 1, true);
        }

        @Override
        public void changed() {
            publishLink();
        }

        @Override
        public void died() {
            fault(GatewayFault.LOST, where() + " left two questions for the time unanswered");
        }
    }

    /** Stands in until the connector has returned. */
    private static final class Unopened implements Connector.Connection {
        @Override
        public void write(byte[] bytes) {
            throw new IllegalStateException("nothing is open yet");
        }

        @Override
        public void close() {
            // Nothing to close.
        }
    }
}
