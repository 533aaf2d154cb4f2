package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.broker.Broker;
import dev.ibkrbot.broker.BrokerListener;
import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.wiring.ConfiguredParts;
import dev.ibkrbot.ibkr.GatewaySettings;
import dev.ibkrbot.ibkr.IbkrBroker;
import dev.ibkrbot.ibkr.session.SessionObserver;
import dev.ibkrbot.ibkr.session.Startup;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A session with the configured gateway, which is waited for as long as it takes, unless the configuration gives it up.
 * What it is behind, a real gateway or a simulated one, is known once it is there. Thread-safe; whoever opens it closes
 * it.
 */
public final class GatewayLink implements AutoCloseable {
    private static final Duration ONE_TRY = Duration.ofSeconds(60);
    private static final Duration QUESTION = Duration.ofSeconds(15);
    private static final Duration TIME = Duration.ofSeconds(3);
    private static final Duration HISTORY_TURN = Duration.ofSeconds(60);

    private final LinkClock clock = new LinkClock();
    private final Relay relay = new Relay();
    private final IbkrBroker broker;

    private GatewayLink(BotConfig config, Consumer<String> out, SessionObserver watch) {
        BotConfig.Broker at = config.broker();
        GatewaySettings patient = GatewaySettings.of(at.host(), at.port(), at.clientId(), ConfiguredParts.mode(config))
                .withTimes(ONE_TRY, QUESTION, HISTORY_TURN)
                .withStartup(startup(at.startup()));
        GatewaySettings settings = at.delayedData() ? patient.withDelayedData() : patient;
        broker = IbkrBroker.over(
                Transport.of(
                        at,
                        at.account()
                                .map(AccountId::new)
                                .map(settings::withAccount)
                                .orElse(settings)),
                clock,
                clock::nanos,
                new LinkLines(out, watch));
    }

    private static Startup startup(BotConfig.Startup wanted) {
        return wanted.giveUp()
                ? new Startup(wanted.retryInterval(), wanted.maxRetries(), wanted.timeout())
                : Startup.forEver(wanted.retryInterval());
    }

    /** Not connected yet; lines about the session go there, on a thread of the broker. */
    public static GatewayLink to(BotConfig config, Consumer<String> out) {
        return to(config, out, SessionObserver.NONE);
    }

    /** As above; {@code watch} hears of every step and every failure, on the same thread. */
    public static GatewayLink to(BotConfig config, Consumer<String> out, SessionObserver watch) {
        return new GatewayLink(config, out, watch);
    }

    /** Completes when the gateway is ready, fails when a person has to change something first or it is given up. */
    public CompletionStage<Void> connect() {
        return broker.connect(relay);
    }

    /** What was reported so far and everything from now on goes there. */
    public void attach(BrokerListener listener) {
        relay.attach(listener);
    }

    public Broker broker() {
        return broker;
    }

    IbkrBroker ibkr() {
        return broker;
    }

    LinkClock time() {
        return clock;
    }

    /** The gateway's time: this machine's, unless a simulated one is followed. */
    public InstantSource clock() {
        return clock;
    }

    /** Whether the gateway simulates a time that this session moves. */
    public boolean isLed() {
        return broker.simulatedTime().isPresent();
    }

    /** Whether the gateway simulates, whoever moves its time. */
    public boolean isSimulated() {
        return broker.isSimulated();
    }

    /**
     * How far the gateway's clock is ahead of this machine's, to about a second; asks it something else first, so that the
     * answer is there. Zero when it does not tell.
     */
    public Duration skew() {
        try {
            Waiting.on(broker.orders().openOrders(), TIME, "the open orders");
        } catch (BrokerException e) {
            // What became of the list is not the question; the time has been answered by now, or never will be.
        }
        return broker.clockSkew().orElse(Duration.ZERO);
    }

    /** The same without asking: as of the last heartbeat, absent before the first. */
    public Optional<Duration> lastSkew() {
        return broker.clockSkew();
    }

    /** Lives in a simulated gateway's time, which passes so many times faster than real time. */
    public void followSimulatedTime(double speed) {
        clock.follow(skew(), speed);
    }

    @Override
    public void close() {
        broker.close();
    }
}
