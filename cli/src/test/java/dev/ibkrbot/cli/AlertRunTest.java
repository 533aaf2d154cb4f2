package dev.ibkrbot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alerts and heartbeat of a run over a gateway, and the test of the channels, against a server on loopback. */
@Timeout(60)
class AlertRunTest {
    private static final String SECRET = "canary-canary";

    @TempDir
    private Path folder;

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile int status = 204;
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestURI().getPath());
            if (status > 0) {
                bodies.add(body);
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            }
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private Path config(String monitoring) throws IOException {
        Path file = folder.resolve("bot.yaml");
        Files.writeString(file, "risk: {max_quote_age_seconds: 60}\nmonitoring: {" + monitoring + "}\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + SECRET + path;
    }

    private static SimulatedGateway gateway() {
        return new SimulatedGateway(LocalTime.of(10, 3, 30), "clock real x60");
    }

    private Ran once(SimulatedGateway simulated, Path config) {
        return simulated.bot(
                folder.resolve("state"),
                "run",
                "--broker",
                "ibkr",
                "--mode",
                "paper",
                "--speed",
                "60",
                "--once",
                "--symbols",
                "SPY",
                "-c",
                config);
    }

    private List<String> titles() {
        return bodies.stream()
                .filter(body -> body.contains("\"title\""))
                .map(body -> body.replaceAll(".*\"title\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    @Test
    void tellsOfARunAndBeatsWhileItLasts() throws IOException {
        Path config = config("webhook_url: \"" + address("/hook") + "\", heartbeat_url: \"" + address("/beat") + "\"");
        Ran ran;
        try (SimulatedGateway simulated = gateway()) {
            ran = once(simulated, config);
        }

        assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
        assertThat(titles()).startsWith("bot started, mode PAPER");
        assertThat(titles().contains("bot ended") || ran.out().contains("the rest follows after the next start"))
                .as(ran.out())
                .isTrue();
        assertThat(titles()).anyMatch(title -> title.startsWith("entering SPY: BUY "));
        assertThat(asked).contains("/" + SECRET + "/beat/start").doesNotContain("/" + SECRET + "/beat/fail");
        assertThat(ran.out() + ran.err()).doesNotContain(SECRET);
        assertThat(folder.resolve("state/paper/001/alerts.sent")).content().startsWith("webhook ");
    }

    @Test
    void keepsForTheNextStartWhatAHangingServiceDidNotTake() throws IOException {
        status = 0;
        Path config = config("webhook_url: \"" + address("/hook") + "\"");
        try (SimulatedGateway simulated = gateway()) {
            Ran ran = once(simulated, config);
            assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
            assertThat(ran.out())
                    .contains("the rest follows after the next start")
                    .doesNotContain(SECRET);

            status = 204;
            Ran again = once(simulated, config);
            assertThat(again.code()).as(again.out() + again.err()).isZero();
        }
        assertThat(titles().stream().filter(title -> title.startsWith("bot ")))
                .containsExactly("bot started, mode PAPER", "bot ended", "bot started, mode PAPER", "bot ended");
        assertThat(titles()).anyMatch(title -> title.startsWith("entering SPY: BUY "));
        assertThat(sequences()).isSorted().doesNotHaveDuplicates();
    }

    /** The journal records that were told of, in the order they were taken. */
    private List<Long> sequences() {
        return bodies.stream()
                .filter(body -> body.contains("\"sequence\""))
                .map(body -> Long.parseLong(body.replaceAll(".*\"sequence\":([0-9]+).*", "$1")))
                .toList();
    }

    @Test
    void testsEveryChannelAndShowsNoAddress() throws IOException {
        Path config = config("discord_webhook_url: \"" + address("/d") + "\", slack_webhook_url: \"" + address("/s")
                + "\", webhook_url: \"" + address("/w") + "\"");
        Ran taken = Ran.bot("alert-test", "-c", config, "--json");

        assertThat(taken.code()).isZero();
        assertThat(Ran.items(taken.json().at("/channels")).stream()
                        .map(channel -> channel.get("channel").asText() + " "
                                + channel.get("detail").asText()))
                .containsExactly("discord taken (204)", "slack taken (204)", "webhook taken (204)");

        status = 301;
        Ran refused = Ran.bot("alert-test", "-c", config, "--channel", "slack", "--json");
        JsonNode channel = refused.json().at("/channels/0");
        assertThat(refused.code()).isEqualTo(3);
        assertThat(channel.get("taken").asBoolean()).isFalse();
        assertThat(channel.get("detail").asText()).startsWith("refused with status 301");
        assertThat(taken.out() + refused.out() + refused.err()).doesNotContain(SECRET);

        server.stop(0);
        Ran gone = Ran.bot("alert-test", "-c", config, "--channel", "webhook");
        assertThat(gone.code()).isEqualTo(3);
        assertThat(gone.out()).contains("cannot be reached").doesNotContain(SECRET);
    }

    @Test
    void saysWhenThereIsNoChannelToTest() throws IOException {
        Ran none = Ran.bot("alert-test", "-c", config("alerts_enabled: true"));
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.told("why")).isEqualTo("configured: none");

        Ran other = Ran.bot("alert-test", "-c", config("webhook_url: \"" + address("") + "\""), "--channel", "slack");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.told("why")).isEqualTo("configured: webhook");
    }
}
