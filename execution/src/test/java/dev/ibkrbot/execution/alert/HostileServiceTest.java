package dev.ibkrbot.execution.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.execution.alert.Alert.Kind;
import dev.ibkrbot.execution.alert.Alert.Level;
import dev.ibkrbot.execution.alert.AlertCourierTest.HandMovedTime;
import dev.ibkrbot.execution.journal.JournalEntry;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.journal.MemoryJournal;
import dev.ibkrbot.execution.journal.RecordType;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services that answer badly, restarts at bad moments, and what nobody may see. Against servers on loopback. */
@Timeout(30)
class HostileServiceTest {
    private static final Instant NOON = Instant.parse("2026-11-18T17:00:00Z");
    private static final String TOKEN = "123456:canary-CANARY-token";

    @TempDir
    Path folder;

    private final Receiver receiver = new Receiver();
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final HandMovedTime time = new HandMovedTime(NOON);
    private SentAlerts sent;

    @BeforeEach
    void open() throws IOException {
        sent = SentAlerts.open(folder.resolve("alerts.sent"));
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private AlertCourier courier(Channel channel) {
        return new AlertCourier(List.of(channel), Duration.ofMinutes(5), sent, time, time::now, log::add);
    }

    private Channel webhook() {
        return Channel.webhook(receiver.address("/hook"));
    }

    private Channel slack() {
        return Channel.slack(receiver.address("/slack"));
    }

    private static JournalRecord record(String type, String... fields) {
        JsonBody body = JsonBody.object();
        for (int i = 0; i < fields.length; i += 2) {
            body.text(fields[i], fields[i + 1]);
        }
        return JournalRecord.of(NOON, RecordType.of(type), body);
    }

    private static JournalRecord alert(String severity, String code, String message) {
        return record("alert", "severity", severity, "code", code, "message", message);
    }

    private static JournalEntry numbered(long sequence) {
        return new JournalEntry(sequence, alert("WARNING", "code" + sequence, "text " + sequence));
    }

    private void awaitAllTaken(AlertCourier courier) {
        Receiver.soon().until(() -> courier.pending() == 0);
    }

    private void awaitRetry() {
        Receiver.soon().until(() -> time.waiting() > 0);
    }

    private List<String> takenTitles() {
        return receiver.taken().stream()
                .map(body -> body.replaceAll(".*\"level\":\"([^\"]*)\",\"title\":\"([^\"]*)\".*", "$1 $2"))
                .toList();
    }

    @Test
    void takesTheHeadOfAnAnswerForTheAnswer() {
        receiver.then(exchange -> {
            exchange.sendResponseHeaders(200, 1_000_000);
            OutputStream neverEnds = exchange.getResponseBody();
            neverEnds.write('x');
            neverEnds.flush();
        });
        AlertCourier courier = courier(webhook());
        courier.offer(numbered(1));
        courier.offer(numbered(2));
        awaitAllTaken(courier);
        assertThat(takenTitles()).containsExactly("WARNING code2");
        assertThat(receiver.asked()).hasSize(2);
        assertThat(log).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "0, 1",
        "2.5, 2",
        "86400, 3600",
        "99999999999999999999, 3600",
        "'Wed, 18 Nov 2026 17:00:30 GMT', 30",
        "'Wed, 18 Nov 2026 16:00:00 GMT', 1",
        "'Fri, 18 Nov 2067 17:00:30 GMT', 3600",
        "-5, 1",
        "soon, 1",
    })
    void asksAgainNotBeforeTheServiceWantsAndWithinAnHour(String retryAfter, long seconds) {
        receiver.thenStatus(429, "Retry-After", retryAfter);
        AlertCourier courier = courier(webhook());
        courier.offer(numbered(1));
        awaitRetry();
        assertThat(log).containsExactly("webhook: status 429, 1 waiting, next try in " + seconds + " s");
    }

    @Test
    void slowsDownForAServiceThatAlwaysSaysAtOnce() {
        AlertCourier courier = courier(webhook());
        for (int i = 0; i < 4; i++) {
            receiver.thenStatus(429, "Retry-After", "0");
        }
        courier.offer(numbered(1));
        for (int seconds : new int[] {1, 2, 4, 8}) {
            awaitRetry();
            time.pass(Duration.ofSeconds(seconds));
        }
        awaitAllTaken(courier);
        assertThat(receiver.asked()).hasSize(5);
    }

    @Test
    void showsTheMessageToNoOtherHost() {
        try (Receiver other = new Receiver()) {
            receiver.thenStatus(307, "Location", other.address("/elsewhere").toString());
            AlertCourier courier = courier(webhook());
            courier.offer(numbered(1));
            awaitRetry();
            assertThat(other.asked()).isEmpty();
            assertThat(courier.pending()).isEqualTo(1);
        }
    }

    @Test
    void showsATokenToNobodyWhateverTheServiceSays() throws IOException {
        receiver.then(exchange -> {
            byte[] body = ("{\"description\":\"bad " + TOKEN + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("X-Echo", TOKEN);
            exchange.sendResponseHeaders(404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        AlertCourier plain = courier(Channel.telegram(receiver.address(""), TOKEN, "42"));
        plain.offer(numbered(1));
        awaitRetry();
        try (ServerSocket plainText = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            AlertCourier broken =
                    courier(Channel.telegram(URI.create("https://127.0.0.1:" + plainText.getLocalPort()), TOKEN, "42"));
            broken.offer(numbered(1));
            try (Socket caller = plainText.accept()) {
                assertThat(caller.getInputStream().read(new byte[4096])).isPositive();
                caller.getOutputStream().write("this is not TLS\n".getBytes(StandardCharsets.US_ASCII));
                Receiver.soon().until(() -> log.size() == 2);
            }
        }

        assertThat(log.get(0)).isEqualTo("telegram: status 404, 1 waiting, next try in 1 s");
        // Whether the client sees what came or that it broke off is a race inside of it.
        assertThat(log.get(1))
                .matches("telegram: (no secure connection|no answer) \\([A-Za-z]+\\), 1 waiting, next try in 1 s");
        assertThat(log.toString() + plain).doesNotContain("canary", "CANARY", "127.0.0.1");
        assertThat(folder.toFile().list()).isNullOrEmpty();
        assertThatThrownBy(() -> Channel.telegram(receiver.address(""), TOKEN + " x", "42"))
                .hasMessageNotContaining("CANARY")
                .hasNoCause();
        assertThat(HttpPost.why(new CompletionException(unknownHost()))).isEqualTo("its host is not known");
    }

    private static ConnectException unknownHost() {
        ConnectException failure = new ConnectException(TOKEN);
        failure.initCause(new UnresolvedAddressException());
        return failure;
    }

    @Test
    void tellsPeopleWhatWaitedLongInOneMessage() throws IOException {
        receiver.thenStatus(503);
        AlertCourier courier = courier(slack());
        MemoryJournal journal = MemoryJournal.keepingRecords();
        for (int i = 1; i <= 60; i++) {
            String severity = i == 50 ? "CRITICAL" : "INFO";
            JournalRecord record = alert(severity, "code" + i, "<!channel> number " + i);
            courier.offer(new JournalEntry(journal.append(record), record));
        }
        awaitRetry();
        time.pass(Duration.ofSeconds(1));
        awaitAllTaken(courier);

        assertThat(receiver.taken()).hasSize(2);
        assertThat(receiver.taken().get(0)).isEqualTo("{\"text\":\"code1\\n&lt;!channel&gt; number 1\"}");
        assertThat(receiver.taken().get(1))
                .startsWith("{\"text\":\"CRITICAL: 59 messages that could not be told before\\n"
                        + "2026-11-18T17:00:00Z INFO code2: &lt;!channel&gt; number 2\\n")
                .contains("2026-11-18T17:00:00Z CRITICAL code50: ")
                .endsWith("and 29 more info; they stand in the journal\"}");
        AlertCourier next = courier(slack());
        next.catchUp(journal);
        assertThat(next.pending()).isZero();
    }

    @Test
    void handsEachRecordToAProgram() {
        receiver.thenStatus(503);
        AlertCourier courier = courier(webhook());
        for (int i = 1; i <= 60; i++) {
            courier.offer(numbered(i));
        }
        awaitRetry();
        time.pass(Duration.ofSeconds(1));
        awaitAllTaken(courier);
        assertThat(receiver.taken()).hasSize(60);
    }

    @Test
    void holdsNoMoreThanSoManyHoweverLongAServiceIsGone() {
        Backlog backlog = new Backlog(3);
        for (int i = 1; i <= 100_000; i++) {
            backlog.add(new Alert(i, Kind.NOTE, "note", Level.INFO, "number " + i, "", NOON));
        }
        assertThat(backlog.size()).isEqualTo(100_000);
        assertThat(backlog.first().title()).isEqualTo("number 1");
        backlog.removeFirst();
        Alert digest = backlog.first();
        assertThat(digest.sequence()).isEqualTo(100_000);
        assertThat(digest.title()).isEqualTo("99999 messages that could not be told before");
        assertThat(digest.text().lines())
                .hasSize(31)
                .last()
                .isEqualTo("and 99969 more info; they stand in the journal");
        backlog.removeFirst();
        assertThat(backlog.isEmpty()).isTrue();
    }

    @Test
    void tellsTwiceWithOneKeyWhenItDiedBetweenTheAnswerAndTheNote() throws IOException {
        MemoryJournal journal = MemoryJournal.keepingRecords();
        AlertCourier first = courier(webhook());
        first.catchUp(journal);
        byte[] before = Files.readAllBytes(folder.resolve("alerts.sent"));
        JournalRecord record = alert("WARNING", "one", "once");
        first.offer(new JournalEntry(journal.append(record), record));
        awaitAllTaken(first);

        Files.write(folder.resolve("alerts.sent"), before);
        sent = SentAlerts.open(folder.resolve("alerts.sent"));
        AlertCourier second = courier(webhook());
        second.catchUp(journal);
        awaitAllTaken(second);
        assertThat(takenTitles()).containsExactly("WARNING one", "WARNING one");
        assertThat(receiver.keys()).hasSize(2).containsOnly(receiver.keys().get(0));
    }

    @Test
    void givesNoTwoMessagesOneKey() {
        AlertCourier courier = courier(webhook());
        for (String title : List.of("not ready", "ready")) {
            courier.tell(new Alert(0, Kind.NOTE, "gateway", Level.INFO, title, "", NOON));
        }
        awaitAllTaken(courier);
        assertThat(receiver.keys()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void tellsTheEndOfWhatWasToldBeforeARestart() throws IOException {
        MemoryJournal journal = MemoryJournal.keepingRecords();
        AlertCourier first = courier(webhook());
        first.catchUp(journal);
        JournalRecord lost = alert("WARNING", "disconnected", "no entries");
        first.offer(new JournalEntry(journal.append(lost), lost));
        awaitAllTaken(first);
        first.close();

        sent = SentAlerts.open(folder.resolve("alerts.sent"));
        AlertCourier second = courier(webhook());
        second.catchUp(journal);
        for (JournalRecord record : List.of(lost, record("reconciled"), record("reconciled"))) {
            second.offer(new JournalEntry(journal.append(record), record));
        }
        awaitAllTaken(second);
        assertThat(takenTitles()).containsExactly("WARNING disconnected", "INFO the broker is back");
    }

    @Test
    void beginsAnewWhenItsNotesAreOfAnotherJournal() throws IOException {
        sent.took(webhook(), 5_000);
        MemoryJournal young = MemoryJournal.keepingRecords();
        young.append(alert("WARNING", "old", "before"));
        AlertCourier courier = courier(webhook());
        courier.catchUp(young);
        JournalRecord news = alert("WARNING", "news", "now");
        courier.offer(new JournalEntry(young.append(news), news));
        awaitAllTaken(courier);
        assertThat(takenTitles()).containsExactly("WARNING news");
    }

    @ParameterizedTest
    @CsvSource({"200, true", "299, true", "300, false", "500, false", "0, false", "-1, false"})
    @Tag("MO1")
    void judgesATestMessageByItsStatusAlone(int status, boolean taken) {
        if (status > 0) {
            receiver.thenStatus(status);
        } else if (status == 0) {
            receiver.then(exchange -> {});
        } else {
            receiver.close();
        }
        Channel channel = webhook().patient(Duration.ofMillis(300));
        Alert alert = new Alert(0, Kind.NOTE, "test", Level.INFO, "test", "", NOON);
        TestMessage.Result result = new TestMessage()
                .send(channel, alert)
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        assertThat(result.taken()).as(result.detail()).isEqualTo(taken);
    }

    @Test
    void beatsBelowItsPathWhateverQueryFollows() {
        for (String path : List.of("/a", "/b/", "/c?x=1&y=2", "/d/?x=1")) {
            Heartbeat heartbeat = new Heartbeat(receiver.address(path), Duration.ofMinutes(1), time::now, log::add);
            heartbeat
                    .failed("why")
                    .toCompletableFuture()
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        }
        assertThat(receiver.asked()).containsExactly("/a/fail", "/b/fail", "/c/fail?x=1&y=2", "/d/fail?x=1");
    }

    @Test
    void beatsOnWhenTheClockWentBack() {
        Heartbeat heartbeat = new Heartbeat(receiver.address("/ping"), Duration.ofMinutes(1), time::now, log::add);
        for (Duration passed : List.of(Duration.ZERO, Duration.ofSeconds(59), Duration.ofDays(-1))) {
            time.pass(passed);
            heartbeat.alive();
        }
        Receiver.soon().until(() -> receiver.asked().size() == 2);
    }

    @Test
    @Tag("MO2")
    void beatsOnWhenAnAnswerNeverEnds() {
        receiver.then(exchange -> {
            exchange.sendResponseHeaders(200, 1_000_000);
            exchange.getResponseBody().flush();
        });
        Heartbeat heartbeat = new Heartbeat(receiver.address("/ping"), Duration.ofMinutes(1), time::now, log::add);
        heartbeat
                .failed("why")
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        assertThat(log).isEmpty();
    }
}
