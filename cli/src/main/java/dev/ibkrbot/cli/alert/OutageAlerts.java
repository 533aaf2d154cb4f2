package dev.ibkrbot.cli.alert;

import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.execution.alert.Alert;
import dev.ibkrbot.execution.alert.Alert.Kind;
import dev.ibkrbot.execution.alert.Alert.Level;
import dev.ibkrbot.execution.alert.AlertCourier;
import dev.ibkrbot.execution.alert.Channel;
import dev.ibkrbot.execution.alert.SentAlerts;
import dev.ibkrbot.execution.engine.Timers;
import dev.ibkrbot.ibkr.session.GatewayException;
import dev.ibkrbot.ibkr.session.SessionObserver;
import dev.ibkrbot.ibkr.session.SessionStep;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Tells people that the gateway does not become ready, also before there is a journal: WARNING at the third failed try,
 * ERROR at the tenth, CRITICAL once when the configured tries or time are over, whether it is given up then or tried on,
 * and once when it is there. Of a session that was ready the journal tells loss and return; here it is told only that
 * the return takes long. Confined to the thread of the session's events; closed by whoever opened it.
 */
public final class OutageAlerts implements SessionObserver, AutoCloseable {
    private static final int FIRST = 3;
    private static final int URGENT = 10;
    private static final long LAST_WORDS_MILLIS = 800;

    private final Consumer<Alert> tell;
    private final BotConfig.Startup limits;
    private final InstantSource clock;
    private final Optional<AlertCourier> courier;
    private volatile boolean everReady;
    private int failures;
    private Instant since;
    private Optional<Level> told = Optional.empty();

    OutageAlerts(Consumer<Alert> tell, BotConfig.Startup limits, InstantSource clock, Optional<AlertCourier> courier) {
        this.tell = tell;
        this.limits = limits;
        this.clock = clock;
        this.courier = courier;
        this.since = clock.instant();
    }

    /** Over the configured channels, by the machine's time; {@code log} hears what goes wrong, without any address. */
    public static OutageAlerts over(BotConfig config, Timers timers, InstantSource clock, Consumer<String> log) {
        List<Channel> channels = AlertChannels.of(config.monitoring());
        BotConfig.Startup limits = config.broker().startup();
        if (channels.isEmpty()) {
            return new OutageAlerts(alert -> {}, limits, clock, Optional.empty());
        }
        AlertCourier courier =
                new AlertCourier(channels, Duration.ofMinutes(5), SentAlerts.unwritten(), timers, clock, log);
        return new OutageAlerts(courier::tell, limits, clock, Optional.of(courier));
    }

    @Override
    public void passed(SessionStep step, Duration took, String detail) {
        if (step != SessionStep.ACCOUNT) {
            return;
        }
        if (!everReady && told.isPresent()) {
            tell(Kind.RECOVERY, Level.INFO, "the gateway is ready", "after " + failures + " failed tries");
        }
        everReady = true;
        failures = 0;
        told = Optional.empty();
    }

    @Override
    public void failed(GatewayException why, Optional<Duration> nextTry) {
        if (everReady && failures == 0) {
            since = clock.instant();
        }
        failures++;
        worse().filter(level -> nextTry.isPresent()).ifPresent(level -> {
            String until = level == Level.CRITICAL ? "; it is tried on until it is" : "";
            told = Optional.of(level);
            tell(Kind.INCIDENT, level, "the gateway is not ready after " + tries(), advice(why) + until);
        });
        if (nextTry.isEmpty()) {
            tell(Kind.INCIDENT, Level.CRITICAL, "the gateway is given up after " + tries(), advice(why));
        }
    }

    /** What this failure makes of the outage, if that is not told yet. */
    private Optional<Level> worse() {
        Duration lasts = Duration.between(since, clock.instant());
        Optional<Level> level = Optional.empty();
        if (failures >= limits.maxRetries() || lasts.compareTo(limits.timeout()) >= 0) {
            level = Optional.of(Level.CRITICAL);
        } else if (failures >= URGENT) {
            level = Optional.of(Level.ERROR);
        } else if (failures >= FIRST && !everReady) {
            level = Optional.of(Level.WARNING);
        }
        return level.filter(now -> told.map(before -> now.compareTo(before) > 0).orElse(true));
    }

    private String tries() {
        return failures == 1 ? "1 try" : failures + " tries";
    }

    private static String advice(GatewayException why) {
        return why.detail() + "; " + why.fault().advice();
    }

    /**
     * Waits a moment for what was just told, unless the run began and has had its own last words; what is not taken by
     * then is lost.
     */
    @Override
    public void close() {
        long patience = everReady ? 0 : LAST_WORDS_MILLIS;
        courier.ifPresent(it -> {
            try {
                it.whenAllTaken().toCompletableFuture().get(patience, TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException e) {
                // There is no journal that could tell it after the next start.
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                it.close();
            }
        });
    }

    private void tell(Kind kind, Level level, String title, String text) {
        tell.accept(new Alert(0, kind, "gateway", level, title, text, clock.instant()));
    }
}
