package dev.ibkrbot.cli.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.ibkr.session.AccountRule;
import dev.ibkrbot.ibkr.session.Connector;
import dev.ibkrbot.ibkr.session.GatewayException;
import dev.ibkrbot.ibkr.session.GatewayFault;
import dev.ibkrbot.ibkr.session.GatewaySession;
import dev.ibkrbot.ibkr.session.Machinery;
import dev.ibkrbot.ibkr.session.SessionClient;
import dev.ibkrbot.ibkr.session.SessionSettings;
import dev.ibkrbot.ibkr.session.SessionStart;
import dev.ibkrbot.ibkr.session.SessionStep;
import dev.ibkrbot.ibkr.session.Startup;
import dev.ibkrbot.ibkr.session.Timers;
import dev.ibkrbot.ibkr.wire.Inbound;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people hear of a session whose gateway is not there, in made-up time. */
class OutageAlertsTest {
    private static final Instant START = Instant.parse("2026-11-18T03:00:00Z");
    private static final BotConfig.Startup USUAL =
            new BotConfig.Startup(Duration.ofSeconds(5), 30, Duration.ofSeconds(300), false);

    private final Queue<Runnable> soon = new ArrayDeque<>();
    private final PriorityQueue<Task> later = new PriorityQueue<>(Comparator.comparingLong(Task::at));
    private final List<String> told = new ArrayList<>();
    private long nanos;

    private record Task(long at, Runnable work) {}

    private final class MadeUp implements Timers {
        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public Timer after(Duration delay, Runnable work) {
            Task task = new Task(nanos + delay.toNanos(), work);
            later.add(task);
            return () -> later.remove(task);
        }
    }

    private OutageAlerts alerts(BotConfig.Startup limits) {
        return new OutageAlerts(
                alert -> told.add(nanos / 1_000_000_000 + " " + alert.level() + " " + alert.title()),
                limits,
                () -> START.plusNanos(nanos),
                Optional.empty());
    }

    /** A session with a gateway that refuses every connection so long after it was asked. */
    private void start(Startup startup, Duration silence, OutageAlerts alerts) {
        Timers timers = new MadeUp();
        Connector refusing = (endpoint, receiver) -> {
            timers.after(silence, () -> receiver.closed(Connector.Ending.REFUSED, "refused"));
            return new Connector.Connection() {
                @Override
                public void write(byte[] bytes) {}

                @Override
                public void close() {}
            };
        };
        Machinery machinery = new Machinery(
                new Object(),
                () -> START.plusNanos(nanos),
                timers,
                refusing,
                soon::add,
                soon::add,
                new SplittableRandom(1));
        Duration try60 = Duration.ofSeconds(60);
        SessionSettings settings = new SessionSettings(
                "gateway.example",
                4002,
                7,
                193,
                new AccountRule(TradingMode.PAPER, Optional.empty()),
                try60,
                startup,
                try60,
                try60,
                try60,
                try60,
                50);
        new GatewaySession(machinery, settings, new Deaf(), alerts).start();
    }

    private void pass(Duration span) {
        long until = nanos + span.toNanos();
        while (!later.isEmpty() && later.peek().at() <= until) {
            Task task = later.remove();
            nanos = task.at();
            task.work().run();
            for (Runnable next = soon.poll(); next != null; next = soon.poll()) {
                next.run();
            }
        }
        nanos = until;
    }

    @Test
    @Tag("BK")
    void tellsTheThirdTheTenthAndTheLastTryAndGoesOnAllNight() {
        OutageAlerts alerts = alerts(USUAL);
        start(Startup.forEver(USUAL.retryInterval()), Duration.ZERO, alerts);
        pass(Duration.ofHours(10));
        alerts.passed(SessionStep.HANDSHAKE, Duration.ZERO, "");
        alerts.passed(SessionStep.ACCOUNT, Duration.ZERO, "***001");

        // Tries at 0, 5, 15, 35 s and then every 30: the tenth at 215, the first after 300 s at 305.
        assertThat(told)
                .containsExactly(
                        "15 WARNING the gateway is not ready after 3 tries",
                        "215 ERROR the gateway is not ready after 10 tries",
                        "305 CRITICAL the gateway is not ready after 13 tries",
                        "36000 INFO the gateway is ready");
    }

    @Test
    @Tag("BK")
    void tellsThatItIsGivenUpWhereThatIsConfigured() {
        start(new Startup(USUAL.retryInterval(), 30, USUAL.timeout()), Duration.ZERO, alerts(USUAL));
        pass(Duration.ofHours(10));

        assertThat(told)
                .containsExactly(
                        "15 WARNING the gateway is not ready after 3 tries",
                        "215 ERROR the gateway is not ready after 10 tries",
                        "305 CRITICAL the gateway is given up after 13 tries");
        assertThat(later).isEmpty();
    }

    @Test
    void tellsInTimeOfAGatewayThatKeepsSilent() {
        start(Startup.forEver(USUAL.retryInterval()), Duration.ofSeconds(60), alerts(USUAL));
        pass(Duration.ofHours(10));

        // Each try takes 60 s: they fail at 60, 125, 195, 275 and 365.
        assertThat(told)
                .containsExactly(
                        "195 WARNING the gateway is not ready after 3 tries",
                        "365 CRITICAL the gateway is not ready after 5 tries");
    }

    @Test
    void leavesLossAndReturnOfAReadySessionToTheJournal() {
        OutageAlerts alerts = alerts(USUAL);
        pass(Duration.ofHours(1));
        alerts.passed(SessionStep.ACCOUNT, Duration.ZERO, "***001");
        fail(alerts, GatewayFault.LOST, 9);
        assertThat(told).isEmpty();
        fail(alerts, GatewayFault.UNREACHABLE, 5);
        pass(Duration.ofSeconds(300));
        fail(alerts, GatewayFault.UNREACHABLE, 20);
        alerts.passed(SessionStep.ACCOUNT, Duration.ZERO, "***001");
        fail(alerts, GatewayFault.UNREACHABLE, 10);

        assertThat(told)
                .containsExactly(
                        "3600 ERROR the gateway is not ready after 10 tries",
                        "3900 CRITICAL the gateway is not ready after 15 tries",
                        "3900 ERROR the gateway is not ready after 10 tries");
    }

    private static void fail(OutageAlerts alerts, GatewayFault fault, int times) {
        for (int i = 0; i < times; i++) {
            alerts.failed(new GatewayException(fault, "nobody listens"), Optional.of(Duration.ofSeconds(5)));
        }
    }

    @Test
    void tellsAtOnceWhatAPersonHasToChange() {
        alerts(USUAL).failed(new GatewayException(GatewayFault.WRONG_ACCOUNT, "account ***002"), Optional.empty());
        assertThat(told).containsExactly("0 CRITICAL the gateway is given up after 1 try");
    }

    private static final class Deaf implements SessionClient {
        @Override
        public void opened(SessionStart start) {}

        @Override
        public void message(Inbound message) {}

        @Override
        public void subscribe() {}

        @Override
        public void lost(GatewayException why) {}

        @Override
        public void state(ConnectionState state) {}
    }
}
