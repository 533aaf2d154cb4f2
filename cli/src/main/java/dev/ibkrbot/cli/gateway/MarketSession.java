package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.broker.BrokerListener;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.Timeline;
import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.market.QuoteSource;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.wiring.SystemTime;
import dev.ibkrbot.ibkr.GatewaySettings;
import dev.ibkrbot.ibkr.IbkrBroker;
import dev.ibkrbot.ibkr.session.SessionObserver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A gateway that is asked for market data for hours: it waits as long as pacing needs, reconnects by itself, and can send
 * no order. Its time is the gateway's; where that is simulated, waiting moves it. Confined to the main thread, which closes
 * it.
 */
public final class MarketSession implements InstantSource, AutoCloseable {
    private static final Duration ONE_TRY = Duration.ofSeconds(12);
    private static final Duration QUESTION = Duration.ofSeconds(30);
    /** Sixty historical requests are allowed in ten minutes. */
    private static final Duration PACING = Duration.ofMinutes(11);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = PACING.plus(QUESTION).plus(QUESTION);

    private static final BrokerListener DEAF = new BrokerListener() {
        @Override
        public void onOrderEvent(OrderEvent event) {
            // No order of ours is at work.
        }

        @Override
        public void onConnection(ConnectionState state) {
            // A lost session fails the questions.
        }
    };

    private final IbkrBroker broker;
    private final Optional<Timeline> simulated;
    private volatile Duration ahead = Duration.ZERO;
    private volatile Optional<Instant> standing = Optional.empty();
    private volatile Duration moved = Duration.ZERO;

    private MarketSession(BotConfig.Broker wanted, int lines) {
        GatewaySettings settings = GatewaySettings.of(
                        wanted.host(), wanted.port(), wanted.clientId(), TradingMode.DRY_RUN)
                .withTimes(ONE_TRY, QUESTION, PACING)
                .withDelayedData();
        GatewaySettings bounded = settings.withRates(settings.messagesPerSecond(), lines);
        broker = IbkrBroker.over(
                Transport.of(
                        wanted,
                        wanted.account()
                                .map(AccountId::new)
                                .map(bounded::withAccount)
                                .orElse(bounded)),
                this,
                () -> SystemTime.nanos() + moved.toNanos(),
                SessionObserver.NONE);
        try {
            Waiting.on(broker.connect(DEAF), ONE_TRY.plusSeconds(1), "the gateway");
            // Answers come in order: with this one, that about the time is here too.
            Waiting.on(broker.orders().openOrders(), QUESTION, "the open orders");
            simulated = broker.simulatedTime();
            standing = simulated.map(Timeline::instant);
            ahead = broker.clockSkew().orElse(Duration.ZERO);
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /**
     * The gateway that is configured; {@link BrokerException} when it is not ready.
     *
     * @param lines market data lines to use at most
     */
    public static MarketSession open(BotConfig.Broker wanted, int lines) {
        return new MarketSession(wanted, lines);
    }

    /** The gateway's time. */
    @Override
    public Instant instant() {
        return standing.orElseGet(() -> SystemTime.CLOCK.instant().plus(ahead));
    }

    /** Waits until then; false when simulated time ends before. */
    public boolean waitUntil(Instant moment) {
        if (simulated.isPresent()) {
            return advance(simulated.get(), moment);
        }
        for (Instant now = instant(); now.isBefore(moment); now = instant()) {
            // In pieces, because a machine that sleeps or sets its clock would wait too long in one.
            Duration left = Duration.between(now, moment);
            pause(left.compareTo(LONGEST_PAUSE) < 0 ? left : LONGEST_PAUSE);
        }
        return true;
    }

    private boolean advance(Timeline timeline, Instant moment) {
        if (moment.isAfter(instant())) {
            if (timeline.next().isEmpty()) {
                return false;
            }
            moved = moved.plus(Duration.between(instant(), moment));
            timeline.advanceTo(moment);
            standing = Optional.of(moment);
        }
        return true;
    }

    /** Waits so long on this machine's clock. */
    public void pause(Duration span) {
        try {
            if (span.toNanos() > 0 && new CountDownLatch(1).await(span.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException("nobody counts this down");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(
                    ExitCode.INTERRUPTED,
                    "interrupted",
                    "it was waiting",
                    "run the command again: it goes on where it stopped",
                    e);
        }
    }

    /** The answer; {@link BrokerException} when there is none. */
    public <T> T ask(CompletionStage<T> question, String what) {
        return Waiting.on(question, PATIENCE, what);
    }

    public QuoteSource quotes() {
        return broker.quotes();
    }

    /** For what only this broker can do. */
    public IbkrBroker broker() {
        return broker;
    }

    @Override
    public void close() {
        broker.close();
    }
}
