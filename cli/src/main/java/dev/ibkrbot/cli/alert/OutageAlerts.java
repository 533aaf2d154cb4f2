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
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Tells people that the gateway does not become ready, also before there is a journal: at the third failed try, more
 * urgently at the tenth and when it is given up, and once when it is back. Confined to the thread of the session's
 * events.
 */
public final class OutageAlerts implements SessionObserver, AutoCloseable {
    private static final int FIRST = 3;
    private static final int URGENT = 10;
    private static final long LAST_WORDS_MILLIS = 800;

    private final Consumer<Alert> tell;
    private final InstantSource clock;
    private final Optional<AlertCourier> courier;
    private int failures;
    private boolean told;

    OutageAlerts(Consumer<Alert> tell, InstantSource clock, Optional<AlertCourier> courier) {
        this.tell = tell;
        this.clock = clock;
        this.courier = courier;
    }

    /** Over the configured channels, by the machine's time; {@code log} hears what goes wrong, without any address. */
    public static OutageAlerts over(
            BotConfig.Monitoring monitoring, Timers timers, InstantSource clock, Consumer<String> log) {
        List<Channel> channels = AlertChannels.of(monitoring);
        if (channels.isEmpty()) {
            return new OutageAlerts(alert -> {}, clock, Optional.empty());
        }
        AlertCourier courier =
                new AlertCourier(channels, Duration.ofMinutes(5), SentAlerts.unwritten(), timers, clock, log);
        return new OutageAlerts(courier::tell, clock, Optional.of(courier));
    }

    @Override
    public void passed(SessionStep step, Duration took, String detail) {
        if (step == SessionStep.ACCOUNT) {
            if (told) {
                tell(Level.INFO, "the gateway is back", "after " + failures + " failed tries");
            }
            failures = 0;
            told = false;
        }
    }

    @Override
    public void failed(GatewayException why, Optional<Duration> nextTry) {
        failures++;
        String text = why.detail() + "; " + why.fault().advice();
        if (nextTry.isEmpty()) {
            tell(Level.CRITICAL, "the gateway is given up", text);
        } else if (failures == FIRST || failures == URGENT) {
            told = true;
            Level level = failures == FIRST ? Level.WARNING : Level.CRITICAL;
            tell(level, "the gateway is not ready after " + failures + " tries", text);
        }
    }

    /** Waits a moment for what was just told; what is not taken by then is lost. */
    @Override
    public void close() {
        courier.ifPresent(it -> {
            try {
                it.whenAllTaken().toCompletableFuture().get(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
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

    private void tell(Level level, String title, String text) {
        tell.accept(new Alert(0, Kind.NOTE, "gateway", level, title, text, clock.instant()));
    }
}
