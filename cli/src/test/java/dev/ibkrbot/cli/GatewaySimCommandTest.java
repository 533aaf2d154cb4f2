package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.bot;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Timeout(60)
class GatewaySimCommandTest {
    @TempDir
    private Path folder;

    /** The command on a thread of its own, with its standard output to read from. */
    private static final class Running implements AutoCloseable {
        final BufferedReader out;
        final AtomicInteger code = new AtomicInteger(-1);
        final Thread thread;

        Running(String... args) throws IOException {
            PipedReader reader = new PipedReader(65_536);
            PrintWriter writer = new PrintWriter(new PipedWriter(reader), true);
            out = new BufferedReader(reader);
            CommandLine bot = Bot.commandLine().setOut(writer).setErr(new PrintWriter(new StringWriter()));
            thread = new Thread(() -> {
                code.set(bot.execute(args));
                writer.close();
            });
            thread.start();
        }

        static int port(String announced) {
            return Integer.parseInt(announced.replaceFirst(".*127\\.0\\.0\\.1:(\\d+),.*", "$1"));
        }

        List<String> interrupted() {
            thread.interrupt();
            return out.lines().toList();
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }

    @Test
    void saysWhereItListensAndEndsWhenInterrupted() throws Exception {
        try (Running running = new Running("gateway-sim", "--port", "0")) {
            String announced = running.out.readLine();
            int port = Running.port(announced);

            assertThat(announced)
                    .isEqualTo("gateway-sim listens on 127.0.0.1:" + port
                            + ", 2026-11-18, seed 1, clock gateway; Ctrl-C ends it");
            assertThat(running.interrupted()).containsExactly("gateway-sim has stopped: 0 requests, 0 orders open");
            running.thread.join();
            assertThat(running.code).hasValue(130);
            assertThat(bot("test-connection", "--port", port).code())
                    .as("the port is free again")
                    .isEqualTo(3);
        }
    }

    @Test
    void showsEachRequestOnDemand() throws Exception {
        try (Running running = new Running("gateway-sim", "--port", "0", "-v", "--account", "DU1234567")) {
            int port = Running.port(running.out.readLine());

            Ran whatIf =
                    bot("whatif", "--broker", "ibkr", "--port", port, "--account", "DU1234567", "--state-dir", folder);

            assertThat(whatIf.code()).as(whatIf.err()).isZero();
            assertThat(running.interrupted())
                    .contains("client 101 is connected, version 193", "client 101 what-if 1 BUY 1 SPY LMT")
                    .noneMatch(line -> line.contains(" place "))
                    .last()
                    .asString()
                    .endsWith(" 0 orders open");
        }
    }

    @Test
    void takesScenarioAndHighestVersion() throws Exception {
        Path scenario = Files.writeString(folder.resolve("day.scenario"), "# of a bad day\nread-only on\n");
        try (Running running =
                new Running("gateway-sim", "--port", "0", "--max-version", "180", "--scenario", scenario.toString())) {
            Ran ran = bot("test-connection", "--json", "--port", Running.port(running.out.readLine()));

            assertThat(ran.code()).isEqualTo(5);
            assertThat(ran.json().at("/serverVersion").asInt()).isEqualTo(180);
            assertThat(ran.json().at("/error/what").asText()).isEqualTo("not ready: write-access");
        }
    }

    @Test
    void refusesABusyPort() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ran ran = bot("gateway-sim", "--port", busy.getLocalPort());

            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.told("why")).startsWith("port " + busy.getLocalPort() + " of 127.0.0.1 cannot be used");
            assertThat(ran.told("fix")).contains("--port");
            assertThat(ran.out()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port=70000",
                "--faults=gremlins",
                "--scenario=no-such-file.scenario",
                "--max-version=201",
                "--account=me",
                "--date=2026-11-26",
                "--speed=60",
                "--clock=sun",
                "--host=no.such.host.invalid"
            })
    void refusesWhatItDoesNotKnow(String flag) {
        Ran ran = bot("gateway-sim", "--port", "0", flag);

        assertThat(ran.code()).as(ran.err()).isEqualTo(2);
        assertThat(ran.told("fix")).isNotEmpty();
        assertThat(ran.out()).isEmpty();
    }
}
