package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.items;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.cli.wiring.Journals;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.order.Records;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real program in a process of its own, killed at random moments and started again. {@code -Dkill.rounds=N} kills it
 * N times instead of a few.
 */
@Timeout(600)
class KilledRunTest {
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 2);
    private static final long SEED = Long.getLong("kill.seed", 1);
    private static final long LAST_LIFE_SECONDS = 60;

    @TempDir
    private Path folder;

    private Process start(SimulatedGateway simulated, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                Bot.class.getName()));
        command.addAll(List.of("run", "--broker", "ibkr", "--mode", "paper", "--symbols", "SPY", "--speed", "20"));
        command.addAll(List.of("-c", folder.resolve("bot.yaml").toString()));
        command.addAll(List.of("--port", String.valueOf(simulated.gateway.port())));
        command.addAll(List.of("--state-dir", folder.resolve("state").toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("log.txt").toFile()))
                .start();
    }

    /** Test runners load the classes in ways of their own. */
    private static String classPath() {
        return Bot.class.getClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    @Test
    @Tag("O23")
    void losesAndRepeatsNothing() throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("bot.yaml"),
                "risk: {max_quote_age_seconds: 60}\norders: {entry_repricings: 0}\nschedule: {interval_seconds: 60}\n");
        SplittableRandom random = new SplittableRandom(SEED);
        try (SimulatedGateway simulated = new SimulatedGateway(LocalTime.of(10, 0), "clock real x20")) {
            for (int round = 0; round < ROUNDS; round++) {
                Process life = start(simulated);
                boolean endedItself = life.waitFor(random.nextLong(1_500, 5_000), TimeUnit.MILLISECONDS);
                assertThat(endedItself).as(log()).isFalse();
                life.destroyForcibly().waitFor();
            }
            Process last = start(simulated, "--once");
            try {
                assertThat(last.waitFor(LAST_LIFE_SECONDS, TimeUnit.SECONDS))
                        .as(log())
                        .isTrue();
            } finally {
                last.destroyForcibly();
            }
            assertThat(last.exitValue()).as(log()).isZero();
            requireWhole(simulated);
        }
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log.txt"));
    }

    private void requireWhole(SimulatedGateway simulated) throws IOException {
        List<JournalRecord> records = new ArrayList<>();
        Path journal = folder.resolve("state/paper/001/journal.db");
        assertThat(Journals.verify(journal, entry -> records.add(entry.record()))
                        .head()
                        .sequence())
                .isEqualTo(records.size());
        assertThat(entries(records)).as(log()).isNotEmpty().doesNotHaveDuplicates();
        JsonNode status = Ran.well("status", "--json", journal).json();
        Map<String, Integer> held = new TreeMap<>();
        for (JsonNode position : items(status.at("/positions"))) {
            held.merge(
                    position.at("/instrument").asText(),
                    position.at("/quantity").asInt(),
                    Integer::sum);
        }
        assertThat(held).as(log()).isEqualTo(heldAt(simulated));
        assertThat(simulated.gateway.openOrders()).as(log()).isEqualTo(2 * held.size());
        // The end may come between the cancel of a replaced exit and its answer.
        assertThat(items(status.at("/workingOrders")))
                .as(log())
                .extracting(order -> order.at("/role").asText())
                .allMatch(role -> role.equals("STOP_LOSS") || role.equals("TAKE_PROFIT"))
                .hasSizeBetween(2 * held.size(), 4 * held.size());
    }

    /** The signal of each entry that was about to be sent. */
    private static List<String> entries(List<JournalRecord> records) {
        return records.stream()
                .filter(record -> record.type().equals(Records.INTENT))
                .map(JournalRecord::parsedBody)
                .filter(body -> body.object("origin").isPresent())
                .map(body -> body.requiredText("trade"))
                .toList();
    }

    private static Map<String, Integer> heldAt(SimulatedGateway simulated) {
        Map<String, Integer> held = new TreeMap<>();
        for (Execution execution : simulated.gateway.executions()) {
            int quantity = Integer.parseInt(execution.quantity().toString());
            held.merge(
                    execution.instrument().toString(),
                    execution.side() == Side.BUY ? quantity : -quantity,
                    Integer::sum);
        }
        held.values().removeIf(quantity -> quantity == 0);
        return held;
    }
}
