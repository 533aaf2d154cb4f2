package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.items;
import static dev.ibkrbot.cli.Ran.well;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A decision must not change when only the bars after it change. */
class LookAheadTest {
    @TempDir
    private static Path folder;

    private static List<String> lines;
    private static List<JsonNode> signals;

    @BeforeAll
    static void runsOnce() throws IOException {
        Path csv = folder.resolve("real");
        well("data", "generate", "--out", csv, "--symbols", "SPY", "--days", 3, "--seed", 11);
        lines = Files.readAllLines(csv.resolve("SPY.csv"));
        signals = decisions(csv.resolve("SPY.csv"));
        assertThat(signals.size()).isGreaterThan(10);
    }

    private static List<JsonNode> decisions(Path csv) {
        JsonNode answer = well(
                        "backtest", "--data", csv, "--interval", 60, "--json", "--state-dir", folder.resolve("state"))
                .json();
        return items(
                well("explain", "--json", answer.at("/journal").asText()).json().at("/signals"));
    }

    /** The real bars up to a moment, then the rest of them in another order and a third lower. */
    private static Path shuffledFrom(Instant moment) throws IOException {
        List<String> head = new ArrayList<>();
        List<String[]> tail = new ArrayList<>();
        for (String line : lines) {
            String[] fields = line.split(",");
            if (line.startsWith("symbol") || Instant.parse(fields[1]).isBefore(moment)) {
                head.add(line);
            } else {
                tail.add(fields);
            }
        }
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, tail.size()).boxed().toList());
        Collections.shuffle(order, new Random(moment.getEpochSecond()));
        for (int i = 0; i < tail.size(); i++) {
            String[] other = tail.get(order.get(i));
            StringBuilder line = new StringBuilder("SPY," + tail.get(i)[1]);
            for (int price = 2; price <= 5; price++) {
                line.append(',').append(new BigDecimal(other[price]).multiply(new BigDecimal("0.67")));
            }
            head.add(line.append(',').append(other[6]).toString());
        }
        Path file = folder.resolve("shuffled").resolve("SPY.csv");
        Files.createDirectories(file.getParent());
        Files.write(file, head);
        return file;
    }

    /** What was known and decided at its moment, and what traded up to another one. */
    private static List<String> upTo(List<JsonNode> all, Instant moment) {
        List<String> told = new ArrayList<>();
        for (JsonNode signal : all) {
            if (!Instant.parse(signal.at("/time").asText()).isAfter(moment)) {
                told.add(signal.at("/id").asText()
                        + signal.at("/confidence")
                        + signal.at("/outcome")
                        + signal.at("/funnel")
                        + signal.at("/limit")
                        + signal.at("/risk"));
                for (JsonNode fill : signal.at("/fills")) {
                    if (Instant.parse(fill.at("/time").asText()).isBefore(moment)) {
                        told.add(fill.toString());
                    }
                }
            }
        }
        return told;
    }

    static List<Instant> moments() {
        return IntStream.of(0, 2, 5, 8)
                .mapToObj(i -> signals.get(signals.size() * i / 10).at("/time").asText())
                .map(Instant::parse)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("moments")
    void decidesTheSameWhateverComesLater(Instant moment) throws IOException {
        List<JsonNode> others = decisions(shuffledFrom(moment));
        assertThat(upTo(others, moment)).isNotEmpty().isEqualTo(upTo(signals, moment));
    }

    @Test
    void noticesAnotherPast() throws IOException {
        Instant last = Instant.parse(signals.get(signals.size() - 1).at("/time").asText());
        Instant earlier = Instant.parse(signals.get(0).at("/time").asText()).minusSeconds(600);
        assertThat(upTo(decisions(shuffledFrom(earlier)), last)).isNotEqualTo(upTo(signals, last));
    }
}
