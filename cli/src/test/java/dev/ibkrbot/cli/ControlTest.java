package dev.ibkrbot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ibkrbot.cli.wiring.SystemTime;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A bot that is controlled from another shell, while it runs and while it does not. */
@Timeout(60)
class ControlTest {
    private static final LocalTime BEFORE_ANY_SIGNAL = LocalTime.of(9, 30, 30);
    private static final List<String> RUN =
            List.of("run", "--broker", "ibkr", "--mode", "paper", "--speed", "60", "--symbols", "SPY");

    @TempDir
    private Path folder;

    private Path state() {
        return folder.resolve("state");
    }

    private Path account() {
        return state().resolve("paper/001");
    }

    @BeforeEach
    void cyclesEverySecond() throws IOException {
        Files.writeString(
                folder.resolve("bot.yaml"), "risk: {max_quote_age_seconds: 60}\nschedule: {interval_seconds: 60}\n");
    }

    private Ran ask(Object... args) {
        List<Object> all = new ArrayList<>(List.of(args));
        all.add("--state-dir");
        all.add(state());
        return Ran.bot(all.toArray());
    }

    /** Completes when the run has begun. */
    private static final class Begun extends StringWriter {
        final CompletableFuture<Void> begun = new CompletableFuture<>();

        @Override
        public void write(String text, int from, int length) {
            super.write(text, from, length);
            if (text.contains("time ET")) {
                begun.complete(null);
            }
        }
    }

    private int runTo(Begun out, SimulatedGateway gateway, String... more) {
        List<String> args = new ArrayList<>(RUN);
        args.addAll(List.of("-c", folder.resolve("bot.yaml").toString()));
        args.addAll(List.of("--state-dir", state().toString(), "--port", String.valueOf(gateway.gateway.port())));
        args.addAll(List.of(more));
        int code = Bot.commandLine().setOut(new PrintWriter(out)).execute(args.toArray(String[]::new));
        out.begun.complete(null);
        return code;
    }

    private Ran run(SimulatedGateway gateway, Object... more) {
        List<Object> args = new ArrayList<>(RUN);
        args.addAll(List.of("-c", folder.resolve("bot.yaml")));
        args.addAll(List.of(more));
        return gateway.bot(state(), args.toArray());
    }

    private static SimulatedGateway gateway() {
        return new SimulatedGateway(BEFORE_ANY_SIGNAL, "clock real x60");
    }

    private List<String> told(String type) {
        return Ran.bot("journal", "export", "--format", "jsonl", account().resolve("journal.db"))
                .out()
                .lines()
                .filter(line -> line.contains("\"" + type + "\""))
                .toList();
    }

    @Test
    void pausesARunningBotWithinTwoSecondsAndSaysWho() throws IOException {
        try (SimulatedGateway gateway = gateway()) {
            Begun out = new Begun();
            CompletableFuture<Integer> run = CompletableFuture.supplyAsync(() -> runTo(out, gateway, "--cycles", "3"));
            out.begun.join();
            long before = SystemTime.nanos();
            Ran paused = ask("pause", "--reason", "lunch", "--json");
            Duration took = Duration.ofNanos(SystemTime.nanos() - before);

            assertThat(paused.code()).as(paused.out() + paused.err()).isZero();
            assertThat(paused.json().at("/running").asBoolean()).isTrue();
            assertThat(paused.json().at("/outcome").asText()).isEqualTo("no entries until resumed; exits go on");
            assertThat(took).isLessThan(Duration.ofSeconds(2));
            assertThat(run.join()).as(out.toString()).isZero();
            assertThat(gateway.ordersPlaced()).isEmpty();
            assertThat(told("control"))
                    .singleElement()
                    .asString()
                    .contains("lunch", System.getProperty("user.name"), "pause");
            JsonNode status = ask("status", "--json").json();
            assertThat(status.at("/paused").asBoolean()).isTrue();
            assertThat(status.at("/pauseReason").asText()).startsWith("lunch (");
            assertThat(status.at("/skips/paused").asInt()).isPositive();
            assertThat(Ran.filesBelow(account().resolve("control"))).isEmpty();
        }
    }

    @Test
    void takesAtTheNextStartWhatWasAskedWhileNoBotRan() throws IOException {
        try (SimulatedGateway gateway = gateway()) {
            assertThat(run(gateway, "--once").code()).isZero();
        }
        Ran paused = ask("pause", "--reason", "holiday");
        assertThat(paused.out()).contains("takes effect at its next start");
        assertThat(ask("status").out()).contains("waits     pause: holiday (");
        assertThat(Files.getPosixFilePermissions(account().resolve("control")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));

        try (SimulatedGateway gateway = gateway()) {
            Ran run = run(gateway, "--once");
            assertThat(run.out()).contains("pause, holiday", "taken at the start");
        }
        assertThat(told("control")).singleElement().asString().contains("holiday");
        Ran nothing = ask("flatten");
        assertThat(nothing.code()).isEqualTo(9);
        assertThat(nothing.told("why")).isEqualTo("no bot runs with the account ***001 in mode paper");
    }

    @Test
    void refusesAReasonThatATerminalWouldObey() {
        for (String reason : List.of("two\nlines", "red \u001b[31m", "right to \u202eleft", "x".repeat(301))) {
            Ran refused = ask("pause", "--reason", reason);
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err()).doesNotContain("\u001b", "\u202e");
        }
    }

    @Test
    void asksWhichBotIsMeantWhenNoneRuns() throws IOException {
        for (String name : List.of("dry-run/001", "paper/001")) {
            Files.createDirectories(state().resolve(name));
            Files.createFile(state().resolve(name).resolve("journal.db"));
        }
        Files.writeString(state().resolve("latest"), "dry-run/001\n");
        Ran unclear = ask("resume");
        assertThat(unclear.code()).isEqualTo(9);
        assertThat(unclear.told("why")).isEqualTo("none runs now; known are dry-run ***001, paper ***001");
        assertThat(ask("resume", "--mode", "paper").out())
                .startsWith(
                        "resume paper ***001: no bot runs over a gateway with this account; takes effect at its next");
    }

    @Test
    void startsHaltedOnlyToLookAfterPositions() {
        try (SimulatedGateway gateway = gateway()) {
            assertThat(run(gateway, "--once").code()).isZero();
        }
        assertThat(ask("halt", "--reason", "odd fills").code()).isZero();
        try (SimulatedGateway gateway = gateway()) {
            Ran halted = run(gateway, "--once");
            assertThat(halted.code()).as(halted.out() + halted.err()).isEqualTo(10);
            assertThat(halted.told("why")).startsWith("trading is halted: odd fills (");
            assertThat(ask("resume").code()).isZero();
            assertThat(run(gateway, "--once").code()).isZero();
        }
    }

    @Test
    void neverActsOnWhatIsNotACommandOfItsOwner() throws IOException {
        try (SimulatedGateway gateway = gateway()) {
            assertThat(run(gateway, "--once").code()).isZero();
        }
        ask("halt", "--reason", "as a pattern");
        Path control = account().resolve("control");
        Path good = control.resolve(Ran.filesBelow(control).get(0));
        String text = Files.readString(good);
        Files.delete(good);
        String id = good.getFileName().toString().replace(".command", "");
        List<String> bad = List.of(
                text.substring(0, text.length() / 2),
                "",
                text.replace("\"by\":\"", "\"by\":\"x"),
                text.replace(id, "another"),
                text.replace("\"halt\"", "\"sell\""),
                text + " ".repeat(5000));
        String free = Character.isDigit(id.charAt(id.length() - 1)) ? "abcdef" : "012345";
        for (int i = 0; i < bad.size(); i++) {
            String other = id.substring(0, id.length() - 1) + free.charAt(i);
            Files.writeString(control.resolve(other + ".command"), bad.get(i).replace(id, other));
        }
        Files.writeString(control.resolve("x.command"), text);
        Path open = Files.writeString(good, text);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-rw-rw-"));
        try (SimulatedGateway gateway = gateway()) {
            assertThat(run(gateway, "--once").code()).isZero();
        }
        assertThat(told("control")).isEmpty();
        assertThat(Ran.filesBelow(control)).hasSize(8).allMatch(file -> file.endsWith(".rejected"));

        Files.writeString(control.resolve(good.getFileName()), text);
        Files.setPosixFilePermissions(good, PosixFilePermissions.fromString("rw-------"));
        try (SimulatedGateway gateway = gateway()) {
            assertThat(run(gateway, "--once").code())
                    .as("the same file, whole and ours")
                    .isEqualTo(10);
        }
    }
}
