package dev.ibkrbot.execution.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.ibkrbot.execution.alert.Alert.Kind;
import dev.ibkrbot.execution.alert.Alert.Level;
import dev.ibkrbot.execution.engine.Timers;
import dev.ibkrbot.execution.journal.JournalEntry;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.journal.MemoryJournal;
import dev.ibkrbot.execution.journal.RecordType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Alerts against a real server on loopback; only time is made up. */
class AlertCourierTest {
    private static final Instant NOON = Instant.parse("2026-11-18T17:00:00Z");

    /** Kept: an answer that is still on its way when a test ends is noted in it. */
    private Path folder;

    private final Receiver receiver = new Receiver();
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final HandMovedTime time = new HandMovedTime(NOON);
    private SentAlerts sent;

    /** Tasks run when the test moves the time past them. */
    static final class HandMovedTime implements Timers {
        private record Task(Instant moment, Runnable work) {}

        private final List<Task> tasks = new ArrayList<>();
        private Instant now;

        HandMovedTime(Instant now) {
            this.now = now;
        }

        @Override
        public synchronized void at(Instant moment, Runnable task) {
            tasks.add(new Task(moment, task));
        }

        synchronized Instant now() {
            return now;
        }

        synchronized int waiting() {
            return tasks.size();
        }

        void pass(Duration time) {
            List<Task> due;
            synchronized (this) {
                now = now.plus(time);
                due = tasks.stream().filter(task -> !task.moment().isAfter(now)).toList();
                tasks.removeAll(due);
            }
            due.forEach(task -> task.work().run());
        }
    }

    @BeforeEach
    void open() throws IOException {
        folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "alerts");
        sent = SentAlerts.open(folder.resolve("alerts.sent"));
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private AlertCourier courier() {
        return courier(Channel.webhook(receiver.address("/secret-path")));
    }

    private AlertCourier courier(Channel... channels) {
        return new AlertCourier(List.of(channels), Duration.ofMinutes(5), sent, time, time::now, log::add);
    }

    private JournalEntry alert(long sequence, String code) {
        JsonBody body =
                JsonBody.object().text("severity", "WARNING").text("code", code).text("message", "about " + code);
        return new JournalEntry(sequence, JournalRecord.of(time.now(), RecordType.of("alert"), body));
    }

    private static JournalEntry entry(long sequence, Instant at, String type, JsonBody body) {
        return new JournalEntry(sequence, JournalRecord.of(at, RecordType.of(type), body));
    }

    private void awaitTaken(int count) {
        Receiver.soon().until(() -> receiver.taken().size() >= count);
    }

    private void awaitRetry() {
        Receiver.soon().until(() -> time.waiting() > 0);
    }

    private String takenKeys() {
        return receiver.taken().stream()
                .map(body -> body.replaceAll(".*\"key\":\"([^\"]*)\".*", "$1"))
                .collect(Collectors.joining(" "));
    }

    @Test
    void deliversInOrderAndNotesHowFar() throws IOException {
        AlertCourier courier = courier();
        courier.offer(alert(7, "one"));
        courier.offer(alert(9, "two"));
        Receiver.soon().until(() -> courier.pending() == 0);
        assertThat(receiver.taken())
                .containsExactly(
                        "{\"sequence\":7,\"kind\":\"INCIDENT\",\"key\":\"one\",\"level\":\"WARNING\",\"title\":\"one\","
                                + "\"text\":\"about one\",\"at\":\"2026-11-18T17:00:00Z\"}",
                        "{\"sequence\":9,\"kind\":\"INCIDENT\",\"key\":\"two\",\"level\":\"WARNING\",\"title\":\"two\","
                                + "\"text\":\"about two\",\"at\":\"2026-11-18T17:00:00Z\"}");
        assertThat(SentAlerts.open(folder.resolve("alerts.sent")).takenBy(Channel.webhook(receiver.address("/"))))
                .isEqualTo(OptionalLong.of(9));
    }

    @Test
    @Tag("MO1")
    void takesEveryTwoHundredForTakenAndNothingElse() {
        receiver.thenStatus(300).thenStatus(500).thenStatus(299);
        AlertCourier courier = courier();
        courier.offer(alert(1, "one"));
        awaitRetry();
        assertThat(courier.pending()).isEqualTo(1);
        time.pass(Duration.ofSeconds(1));
        awaitRetry();
        time.pass(Duration.ofSeconds(2));
        Receiver.soon().until(() -> courier.pending() == 0);
        assertThat(receiver.asked()).hasSize(3);
    }

    @Test
    void losesAndDoublesNothingOverRefusalsRedirectsLimitsAndErrors() {
        receiver.thenStatus(500)
                .thenStatus(302, "Location", receiver.address("/elsewhere").toString())
                .thenStatus(429, "Retry-After", "7")
                .then(HttpExchange::close);
        AlertCourier courier = courier();
        courier.offer(alert(1, "one"));
        courier.offer(alert(2, "two"));
        for (int seconds : new int[] {1, 2, 7, 8}) {
            awaitRetry();
            time.pass(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(receiver.taken()).isEmpty();
            time.pass(Duration.ofMillis(1));
        }
        awaitTaken(2);
        Receiver.soon().until(() -> courier.pending() == 0);
        assertThat(takenKeys()).isEqualTo("one two");
        assertThat(receiver.asked()).hasSize(6).containsOnly("/secret-path");
    }

    @Test
    void keepsAlertsForAServiceThatIsNotThere() {
        URI nowhere = receiver.address("/gone");
        receiver.close();
        AlertCourier courier = courier(Channel.webhook(nowhere));
        courier.offer(alert(1, "one"));
        awaitRetry();
        assertThat(courier.pending()).isEqualTo(1);
        assertThat(log).containsExactly("webhook: cannot be reached (ConnectException), 1 waiting, next try in 1 s");
    }

    @Test
    void neverWaitsForAServiceThatDoesNotAnswer() {
        CountDownLatch over = new CountDownLatch(1);
        receiver.then(exchange -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        AlertCourier courier = courier();
        for (int i = 1; i <= 20_000; i++) {
            courier.offer(alert(i, "code" + i));
        }
        assertThat(courier.pending()).isEqualTo(20_000);
        over.countDown();
    }

    @Test
    void sendsAfterARestartWhatWasNotTaken() {
        MemoryJournal journal = MemoryJournal.keepingRecords();
        journal.append(alert(1, "old").record());
        AlertCourier first = courier();
        first.catchUp(journal);
        journal.append(alert(2, "two").record());
        first.offer(alert(2, "two"));
        Receiver.soon().until(() -> first.pending() == 0);
        receiver.thenStatus(500);
        journal.append(alert(3, "three").record());
        first.offer(alert(3, "three"));
        awaitRetry();
        first.close();
        journal.append(alert(4, "four").record());

        AlertCourier second = courier();
        second.catchUp(journal);
        awaitTaken(3);
        Receiver.soon().until(() -> second.pending() == 0);
        assertThat(takenKeys()).isEqualTo("two three four");
    }

    @Test
    void leavesOutAnAlertThatTheServiceCannotTake() {
        receiver.thenStatus(400).thenStatus(400).thenStatus(400);
        AlertCourier courier = courier();
        courier.offer(alert(1, "odd"));
        courier.offer(alert(2, "next"));
        for (int seconds : new int[] {1, 2}) {
            awaitRetry();
            time.pass(Duration.ofSeconds(seconds));
        }
        awaitTaken(1);
        assertThat(takenKeys()).isEqualTo("next");
        assertThat(log).contains("webhook refuses alert 1 (400); it is left out");
    }

    @Test
    void tellsAnIncidentOnceAndItsEndOnce() {
        AlertThrottle throttle = new AlertThrottle(Duration.ofMinutes(5));
        List<Boolean> admitted = new ArrayList<>();
        for (int minute : new int[] {0, 1, 5, 9, 14}) {
            admitted.add(throttle.admits(incident(Kind.INCIDENT, NOON.plus(Duration.ofMinutes(minute)))));
        }
        // Heard of at 0, 1, 5 and 9: never five minutes of quiet. At 14 there were.
        assertThat(admitted).containsExactly(true, false, false, false, true);
        assertThat(throttle.admits(incident(Kind.RECOVERY, NOON.plusSeconds(900))))
                .isTrue();
        assertThat(throttle.admits(incident(Kind.RECOVERY, NOON.plusSeconds(901))))
                .isFalse();
        assertThat(throttle.admits(incident(Kind.INCIDENT, NOON.plusSeconds(902))))
                .isTrue();
    }

    private static Alert incident(Kind kind, Instant at) {
        return new Alert(1, kind, "breaker/SPY", Level.WARNING, "breaker", "", at);
    }

    @Test
    void tellsNoAddressToAnybody() {
        URI secret = receiver.address("/secret-path");
        receiver.thenStatus(404);
        Channel telegram = Channel.telegram(receiver.address(""), "123:TOKEN", "42");
        AlertCourier courier = courier(Channel.webhook(secret), telegram);
        courier.offer(alert(1, "one"));
        awaitRetry();
        assertThat(log.toString() + telegram + courier).doesNotContain("secret-path", "TOKEN", "127.0.0.1");
        assertThatThrownBy(() -> Channel.slack(URI.create("ftp://token@host/secret-path")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the address of slack is not an http address");
    }

    @Test
    void speaksToEachServiceInItsOwnForm() {
        AlertCourier courier = courier(
                Channel.discord(receiver.address("/discord"), "IBKR Bot"),
                Channel.slack(receiver.address("/slack")),
                Channel.telegram(receiver.address("/"), "123:TOKEN", "42"));
        courier.offer(alert(1, "day_loss"));
        awaitTaken(3);
        String text = "WARNING: day loss\\nabout day_loss";
        assertThat(receiver.taken())
                .containsExactlyInAnyOrder(
                        "{\"username\":\"IBKR Bot\",\"embeds\":[{\"title\":\"WARNING: day loss\","
                                + "\"description\":\"about day_loss\",\"color\":16776960,"
                                + "\"timestamp\":\"2026-11-18T17:00:00Z\",\"footer\":{\"text\":\"ibkrbot\"}}],"
                                + "\"allowed_mentions\":{\"parse\":[]}}",
                        "{\"text\":\"" + text + "\"}",
                        "{\"chat_id\":\"42\",\"text\":\"" + text + "\"}");
        assertThat(receiver.asked()).containsExactlyInAnyOrder("/discord", "/slack", "/bot123:TOKEN/sendMessage");
    }

    @Test
    void wordsWhatTheJournalSays() {
        Instant at = NOON;
        JsonBody exit = JsonBody.object()
                .text("trade", "t")
                .text("instrument", "SPY 20261120 C 559.00")
                .text("quantity", "13")
                .text("entry_price", "2.88")
                .text("exit_price", "3.80")
                .text("profit", "1564.00")
                .text("fees", "23.92")
                .text("currency", "USD")
                .text("reason", "take_profit");
        assertThat(AlertRules.alert(entry(5, at, "exit", exit), new DayTally()))
                .hasValue(new Alert(
                        5,
                        Kind.NOTE,
                        "note",
                        Level.INFO,
                        "closed 13 SPY 20261120 C 559.00: 1564.00 USD (take_profit)",
                        "2.88 to 3.80, fees 23.92",
                        at));
        JsonBody freeze = JsonBody.object().text("symbol", "SPY").text("reason", "unknown code 4711");
        assertThat(AlertRules.alert(entry(6, at, "freeze", freeze), new DayTally()))
                .hasValue(new Alert(
                        6, Kind.INCIDENT, "freeze/SPY", Level.CRITICAL, "no entries in SPY", "unknown code 4711", at));
        assertThat(AlertRules.alert(entry(7, at, "unfreeze", JsonBody.object().text("symbol", "SPY")), new DayTally()))
                .map(Alert::key)
                .hasValue("freeze/SPY");
        assertThat(AlertRules.alert(entry(8, at, "skip", JsonBody.object().text("symbol", "SPY")), new DayTally()))
                .isEmpty();
        assertThat(AlertRules.alert(entry(9, at, "alert", JsonBody.object().text("odd", "x")), new DayTally()))
                .map(Alert::title)
                .hasValue("journal record 9: alert");
    }

    @Test
    void showsAtTheEndOfADayAStrategyThatNeverFired() {
        MemoryJournal journal = MemoryJournal.keepingRecords();
        for (String action : List.of("HOLD", "BUY", "HOLD")) {
            JsonBody body = JsonBody.object().text("strategy", "momentum").text("action", action);
            journal.append(JournalRecord.of(NOON, RecordType.of("signal"), body));
        }
        AlertCourier courier = courier();
        courier.catchUp(journal);
        JsonBody silent = JsonBody.object().text("strategy", "fade").text("action", "HOLD");
        courier.offer(entry(4, NOON, "signal", silent));
        JsonBody end = JsonBody.object().text("date", "2026-11-18").number("cycles", 4);
        courier.offer(entry(5, NOON, "day_end", end));
        courier.offer(entry(6, NOON, "day_end", end));
        awaitTaken(2);

        assertThat(receiver.taken().get(0))
                .contains("cycles: 4" + "\\nfade: 1 evaluations, 0 signals\\nmomentum: 3 evaluations, 1 signals\"");
        assertThat(receiver.taken().get(1)).contains("cycles: 4\"");
    }

    @Test
    void saysWhenItsOwnNotesAreDamaged() throws IOException {
        Path file = folder.resolve("damaged.sent");
        Files.writeString(file, "webhook 12\nen");
        assertThat(SentAlerts.open(file).isDamaged()).isTrue();
        Files.writeString(file, "webhook twelve\nend\n");
        assertThat(SentAlerts.open(file).isDamaged()).isTrue();
        assertThat(SentAlerts.open(folder.resolve("none")).isDamaged()).isFalse();
    }

    @Test
    @Tag("MO2")
    void beatsWithoutEverFailing() {
        Heartbeat heartbeat = new Heartbeat(receiver.address("/ping"), Duration.ofMinutes(1), time::now, log::add);
        heartbeat.started();
        Receiver.soon().until(() -> receiver.asked().size() == 1);
        heartbeat.alive();
        heartbeat.alive();
        Receiver.soon().until(() -> receiver.asked().size() == 2);
        time.pass(Duration.ofMinutes(1));
        heartbeat.alive();
        Receiver.soon().until(() -> receiver.asked().size() == 3);
        heartbeat.failed("disk full");
        Receiver.soon().until(() -> receiver.asked().size() == 4);
        assertThat(receiver.asked()).containsExactly("/ping/start", "/ping", "/ping", "/ping/fail");
        assertThat(receiver.taken()).last().isEqualTo("disk full");
        receiver.close();
        heartbeat.failed("again");
        heartbeat.failed("and again");
        Receiver.soon().until(() -> !log.isEmpty());
        assertThat(log).containsExactly("heartbeat: not taken");
    }
}
