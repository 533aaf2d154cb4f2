package dev.ibkrbot.cli.alert;

import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.wiring.RunFolder;
import dev.ibkrbot.execution.alert.Alert;
import dev.ibkrbot.execution.alert.AlertCourier;
import dev.ibkrbot.execution.alert.AlertingJournal;
import dev.ibkrbot.execution.alert.Channel;
import dev.ibkrbot.execution.alert.Heartbeat;
import dev.ibkrbot.execution.alert.SentAlerts;
import dev.ibkrbot.execution.engine.Timers;
import dev.ibkrbot.execution.journal.Journal;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a run tells people, on a thread of its own: trading only hands entries over. What was sent is noted beside the
 * journal. Opened, started and closed on the main thread; the rest is thread-safe.
 */
public final class AlertDesk implements AutoCloseable {
    private static final Duration QUIET = Duration.ofMinutes(5);
    private static final Duration BEAT = Duration.ofMinutes(1);
    private static final long LAST_WORDS_MILLIS = 800;

    private final InstantSource clock;
    private final Consumer<String> log;
    private final Optional<AlertCourier> courier;
    private final Optional<Heartbeat> heartbeat;
    private final ExecutorService telling = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "alerts");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Ready to tell.
     *
     * @param clock and timers: of the machine, whatever time is traded in
     * @param log hears in one line what goes wrong; without any address
     */
    public AlertDesk(
            BotConfig.Monitoring monitoring,
            RunFolder folder,
            Timers timers,
            InstantSource clock,
            Consumer<String> log) {
        this.clock = clock;
        this.log = log;
        List<Channel> channels = AlertChannels.of(monitoring);
        this.courier = channels.isEmpty() ? Optional.empty() : Optional.of(courier(channels, folder, timers));
        this.heartbeat =
                monitoring.heartbeatUrl().map(url -> new Heartbeat(URI.create(url.reveal()), BEAT, clock, log));
    }

    private AlertCourier courier(List<Channel> channels, RunFolder folder, Timers timers) {
        try {
            SentAlerts sent = SentAlerts.open(folder.sentAlerts());
            AlertCourier told = new AlertCourier(channels, QUIET, sent, timers, clock, log);
            if (sent.isDamaged()) {
                log.accept(folder.sentAlerts() + " is damaged; alerts of before may be missing");
                told.tell(new Alert(
                        0,
                        Alert.Kind.NOTE,
                        "alerts",
                        Alert.Level.WARNING,
                        "alerts may be missing",
                        "The notes on what was sent are damaged. What the journal told before this start is not sent again;"
                                + " bot status shows it.",
                        clock.instant()));
            }
            return told;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE_OR_CONFIGURATION,
                    "the notes on sent alerts cannot be read",
                    folder.sentAlerts() + ": " + e.getClass().getSimpleName(),
                    "change its permissions, or give another state folder with --state-dir DIR",
                    e);
        }
    }

    /** This journal, whose entries are told from now on; what it holds and was not taken is told first. */
    public Journal over(Journal journal) {
        heartbeat.ifPresent(Heartbeat::started);
        if (courier.isEmpty()) {
            return journal;
        }
        AlertCourier told = courier.get();
        told.catchUp(journal);
        return new AlertingJournal(journal, entry -> tell(() -> told.offer(entry)));
    }

    private void tell(Runnable task) {
        try {
            telling.execute(task);
        } catch (RejectedExecutionException e) {
            // Closed meanwhile: what stands in the journal is told after the next start.
            return;
        }
    }

    /** The engine has done something; to be called often. */
    public void alive() {
        heartbeat.ifPresent(it -> tell(it::alive));
    }

    /** Does the work of the run; what it throws ends the heartbeat with a failure and is thrown here. */
    public <T> T during(Supplier<T> run) {
        try {
            return run.get();
        } catch (RuntimeException | Error e) {
            failed(e.getClass().getSimpleName());
            throw e;
        }
    }

    /** The run ends in failure; tells it to who watches the heartbeat. */
    public void failed(String why) {
        heartbeat.ifPresent(it -> await(it.failed(why)));
    }

    /** Waits a moment for what was just told; what is not taken by then is told after the next start. */
    @Override
    public void close() {
        courier.ifPresent(
                it -> await(CompletableFuture.runAsync(() -> {}, telling).thenCompose(nothing -> it.whenAllTaken())));
        courier.ifPresent(AlertCourier::close);
        telling.shutdownNow();
    }

    private void await(CompletionStage<Void> stage) {
        try {
            stage.toCompletableFuture().get(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.accept("not everything was told in time; the rest follows after the next start");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
