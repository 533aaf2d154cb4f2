package dev.ibkrbot.ibkr.session;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.ibkr.wire.Encoder;
import dev.ibkrbot.ibkr.wire.Handshake;
import dev.ibkrbot.ibkr.wire.Inbound;
import dev.ibkrbot.ibkr.wire.InboundHandler;
import dev.ibkrbot.ibkr.wire.ProtocolException;
import dev.ibkrbot.ibkr.wire.SessionMessage;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One connection from its first packet to its end. Guarded by the broker's lock. */
final class Link implements Connector.Receiver, InboundHandler {
    private static final int CLIENT_ID_IN_USE = 326;
    private static final int LINK_LOST = 1100;
    private static final int LINK_BACK_DATA_LOST = 1101;
    private static final int LINK_BACK = 1102;
    private static final int PORT_RESET = 1300;
    private static final int LINK_BROKEN = 2110;

    /** What only the simulator writes for a zone, and how when its time waits to be moved. */
    private static final String SIMULATED = "Simulated Time (";

    private static final String LED = SIMULATED + "led)";

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
    private final Progress progress;
    private final TimeQuestions timeQuestions = new TimeQuestions();
    private boolean subscribed;
    private String zone = "";
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
        progress = new Progress(settings);
        pulse = new Pulse(machinery, settings, serverClock, new Asking());
    }

    /** Whoever opens one link after the other. */
    interface Owner {
        /** Whether this is the link in use; what another hears is stale. */
        boolean uses(Link link);

        void failed(Link link, GatewayException why);

        /** The link has become, or is no longer, READY. */
        void publish(ConnectionState state);

        /** The account to use of those the gateway names. {@link GatewayException} when there is none. */
        AccountId account(List<AccountId> seen);

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
        timeQuestions.fail(why, machinery);
        if (progress.isOpened()) {
            progress.opened(false);
            client.lost(why);
        }
    }

    /** Whether requests may be sent over it. */
    boolean isOpened() {
        return progress.isOpened();
    }

    private boolean isCurrent() {
        return owner.uses(this);
    }

    /** How long it has been READY; zero if it never was. */
    Duration lasted() {
        return readyNanos == Long.MAX_VALUE ? Duration.ZERO : Duration.ofNanos(timers.nanos() - readyNanos);
    }

    private void fault(GatewayFault fault, String detail) {
        owner.failed(this, new GatewayException(fault, detail));
    }

    @Override
    public void opened() {
        synchronized (lock) {
            if (isCurrent()) {
                progress.connected();
                passed(SessionStep.TCP, progress.where());
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
                progress.greeted(greeting.serverVersion());
                zone = greeting.connectionTime();
                passed(SessionStep.HANDSHAKE, greeting.told());
                outbox.send(encoder().startApi(settings.clientId()), 1, true);
            }
        }
    }

    private Encoder encoder() {
        return new Encoder(progress.serverVersion());
    }

    @Override
    public void received(Inbound message) {
        synchronized (lock) {
            if (isCurrent()) {
                deliver(message);
            }
        }
    }

    /** Our values refuse what cannot be, such as an execution without a number: then the gateway is at fault. */
    private void deliver(Inbound message) {
        try {
            message.deliverTo(this);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new ProtocolException(message.getClass().getSimpleName() + " cannot be: " + e.getMessage());
        }
    }

    @Override
    public void closed(Connector.Ending ending, String detail) {
        synchronized (lock) {
            if (isCurrent()) {
                owner.failed(this, progress.ended(ending, detail));
            }
        }
    }

    private void tooLate() {
        synchronized (lock) {
            boolean waitsForLink = owner.wasEverReady() && progress.isOpened();
            if (isCurrent() && readyNanos == Long.MAX_VALUE && !waitsForLink) {
                owner.failed(this, progress.late(settings.tryTimeout()));
            }
        }
    }

    private void passed(SessionStep step, String detail) {
        Duration took = Duration.ofNanos(timers.nanos() - beganNanos);
        machinery.events().execute(() -> observer.passed(step, took, detail));
    }

    // What the gateway says about the session.

    @Override
    public void on(SessionMessage.NextValidId message) {
        if (progress.isOpened()) {
            client.message(message);
        } else {
            progress.nextOrderId(message.orderId());
            openWhenComplete();
        }
    }

    @Override
    public void on(SessionMessage.ManagedAccounts message) {
        if (!progress.isOpened()) {
            progress.accounts(message.accounts().stream().map(AccountId::new).toList());
            openWhenComplete();
        }
    }

    private void openWhenComplete() {
        if (!progress.isComplete()) {
            return;
        }
        passed(SessionStep.API_READY, "next order id " + progress.nextOrderId());
        AccountId account;
        try {
            account = owner.account(progress.accounts());
        } catch (GatewayException e) {
            owner.failed(this, e);
            return;
        }
        passed(SessionStep.ACCOUNT, account.toString());
        progress.opened(true);
        client.opened(new SessionStart(progress.serverVersion(), progress.nextOrderId(), account));
        pulse.beat();
        publishLink();
    }

    private void publishLink() {
        boolean ready = progress.isOpened() && !progress.isLinkDown() && !pulse.isWeak();
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
        timeQuestions
                .next()
                .ifPresentOrElse(
                        it -> machinery.events().execute(() -> it.complete(message.epochMillis())),
                        () -> pulse.answered(message.epochMillis()));
    }

    /** Asks a simulated gateway about its time or to move it: milliseconds since 1970. */
    CompletableFuture<Long> askSimulated(String move) {
        CompletableFuture<Long> answer = timeQuestions.driver();
        outbox.send(encoder().simulatedTime(move), 1, true);
        return answer;
    }

    /** Whether the gateway is a simulation. */
    boolean isSimulated() {
        return progress.isOpened() && zone.contains(SIMULATED);
    }

    /** Whether it is a simulation whose time moves when it is told. */
    boolean isLed() {
        return progress.isOpened() && zone.contains(LED);
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
        progress.linkDown(down);
        if (progress.isOpened()) {
            publishLink();
        }
    }

    @Override
    public void other(Inbound message) {
        if (progress.isOpened()) {
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
            timeQuestions.pulse();
            outbox.send(encoder().currentTime(), 1, true);
        }

        @Override
        public void changed() {
            publishLink();
        }

        @Override
        public void died() {
            fault(GatewayFault.LOST, progress.where() + " left two questions for the time unanswered");
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
