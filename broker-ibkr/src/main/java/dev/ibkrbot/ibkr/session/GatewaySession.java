package dev.ibkrbot.ibkr.session;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps one session with a gateway: opens it, says READY only when order id and account are known and the gateway has its
 * own link, asks for the time to see that it lives, and opens it again when it does not. Guarded by the lock it is given,
 * under which its client is called; observers and stages hear on the events thread.
 */
public final class GatewaySession {
    /** A session that lasted so long was a good one: the next wait begins small again. */
    private static final Duration GOOD_SESSION = Duration.ofSeconds(30);

    /** A gateway may hold a dead client id for a while; asking each second does not free it. */
    private static final Duration LEAST_WAIT_FOR_ID = Duration.ofSeconds(5);

    private final Machinery machinery;
    private final Timers timers;
    private final Object lock;
    private final SessionSettings settings;
    private final SessionClient client;
    private final SessionObserver observer;
    private final Outbox outbox;
    private final Backoff starting;
    private final Backoff reopening;
    private final ServerClock serverClock;
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private AccountRule accounts;
    private Optional<Link> current = Optional.empty();
    private Timers.Timer retry = () -> {};
    private ConnectionState published = ConnectionState.DISCONNECTED;
    private boolean started;
    private boolean over;
    private boolean everReady;
    private long startedNanos;
    private int tries;

    public GatewaySession(
            Machinery machinery, SessionSettings settings, SessionClient client, SessionObserver observer) {
        this.machinery = machinery;
        this.timers = machinery.timers();
        this.lock = machinery.lock();
        this.settings = settings;
        this.client = client;
        this.observer = observer;
        outbox = new Outbox(timers, machinery.writer(), settings.messagesPerSecond());
        Startup startup = settings.startup();
        starting = Backoff.exact(startup.interval(), startup.longestPause());
        reopening = Backoff.spread(settings.firstDelay(), settings.longestDelay(), machinery.random());
        serverClock = new ServerClock(machinery.clock());
        accounts = settings.accounts();
    }

    /** Begins; {@link IllegalStateException} when it was begun before or closed. */
    public CompletionStage<Void> start() {
        synchronized (lock) {
            if (started || over) {
                throw new IllegalStateException("connected before or closed: " + published);
            }
            started = true;
            startedNanos = timers.nanos();
            open();
            return firstReady.minimalCompletionStage();
        }
    }

    public ConnectionState state() {
        synchronized (lock) {
            return published;
        }
    }

    /** How far the gateway's clock is ahead of ours, to about a second; absent until it was asked. */
    public Optional<Duration> clockSkew() {
        synchronized (lock) {
            return serverClock.skew();
        }
    }

    /** Sends one buffer of so many messages; urgent ones overtake. {@link BrokerException} unless READY. */
    public void send(byte[] bytes, int messages, boolean urgent) {
        synchronized (lock) {
            requireReady();
            outbox.send(bytes, messages, urgent);
        }
    }

    /** As {@link #send}, behind whatever waits; {@code written} runs when the message has left. */
    public void sendInTurn(byte[] bytes, Runnable written) {
        synchronized (lock) {
            requireReady();
            outbox.send(bytes, 1, false, written);
        }
    }

    /** Sends what ends something at the gateway: if the connection is gone, so is what it would end. */
    public void sendWhileOpen(byte[] bytes) {
        synchronized (lock) {
            if (current.filter(Link::isOpened).isPresent()) {
                outbox.send(bytes, 1, false);
            }
        }
    }

    /** {@link BrokerException} unless READY. */
    public void requireReady() {
        synchronized (lock) {
            if (published != ConnectionState.READY) {
                throw new BrokerException("the gateway session is " + published + ", not READY", Recovery.RECONNECT);
            }
        }
    }

    /** Whether the gateway says that its time is simulated, whoever moves it; false unless READY. */
    public boolean isSimulated() {
        synchronized (lock) {
            return current.filter(Link::isSimulated).isPresent();
        }
    }

    /** Time that this session's driver moves, if the gateway is a simulation that lets it; absent unless READY. */
    public Optional<SimulatedTimeline> simulatedTime() {
        synchronized (lock) {
            boolean led = current.filter(Link::isLed).isPresent();
            return led ? Optional.of(new SimulatedTimeline(this)) : Optional.empty();
        }
    }

    CompletableFuture<Long> askSimulated(String move) {
        synchronized (lock) {
            requireReady();
            return current.orElseThrow().askSimulated(move);
        }
    }

    /** How many buffers wait to be sent. */
    public int queued() {
        return outbox.size();
    }

    /** Ends for good; repeating it does nothing. */
    public void close() {
        synchronized (lock) {
            if (published == ConnectionState.CLOSED) {
                return;
            }
            over = true;
            retry.cancel();
            GatewayException why = new GatewayException(GatewayFault.CLOSED, "the session is closed");
            Optional<Link> link = current;
            current = Optional.empty();
            outbox.detach();
            link.ifPresent(it -> it.end(why));
            publish(ConnectionState.CLOSED);
            machinery.events().execute(() -> firstReady.completeExceptionally(why));
        }
    }

    private void open() {
        publish(ConnectionState.CONNECTING);
        Link link = new Link(machinery, settings, client, observer, outbox, serverClock, new Owner());
        current = Optional.of(link);
        link.begin();
    }

    private void publish(ConnectionState state) {
        if (published == state) {
            return;
        }
        published = state;
        client.state(state);
        if (state == ConnectionState.READY && !everReady) {
            everReady = true;
            machinery.events().execute(() -> firstReady.complete(null));
        }
    }

    private void fail(Link link, GatewayException why) {
        if (current.orElse(null) != link) {
            return;
        }
        current = Optional.empty();
        outbox.detach();
        if (link.lasted().compareTo(GOOD_SESSION) >= 0) {
            reopening.reset();
        }
        link.end(why);
        tries++;
        Duration elapsed = Duration.ofNanos(timers.nanos() - startedNanos);
        boolean giveUp = !everReady
                && (why.recovery() == Recovery.FIX_CONFIGURATION
                        || settings.startup().isOver(tries, elapsed));
        publish(ConnectionState.DISCONNECTED);
        if (giveUp) {
            over = true;
            machinery.events().execute(() -> {
                observer.failed(why, Optional.empty());
                firstReady.completeExceptionally(why);
            });
            return;
        }
        Duration wait = everReady ? reopening.next() : starting.next();
        if (why.fault() == GatewayFault.CLIENT_ID_IN_USE && wait.compareTo(LEAST_WAIT_FOR_ID) < 0) {
            wait = LEAST_WAIT_FOR_ID;
        }
        Duration nextTry = wait;
        machinery.events().execute(() -> observer.failed(why, Optional.of(nextTry)));
        retry = timers.after(wait, this::retry);
    }

    private void retry() {
        synchronized (lock) {
            if (!over && current.isEmpty()) {
                open();
            }
        }
    }

    private final class Owner implements Link.Owner {
        @Override
        public boolean uses(Link link) {
            return current.orElse(null) == link;
        }

        @Override
        public void failed(Link link, GatewayException why) {
            fail(link, why);
        }

        @Override
        public void publish(ConnectionState state) {
            GatewaySession.this.publish(state);
        }

        /** The first account stays the only one: behind another login are other orders and positions. */
        @Override
        public AccountId account(List<AccountId> seen) {
            AccountId account = accounts.choose(seen);
            accounts = new AccountRule(accounts.mode(), Optional.of(account));
            return account;
        }

        @Override
        public boolean wasEverReady() {
            return everReady;
        }
    }
}
