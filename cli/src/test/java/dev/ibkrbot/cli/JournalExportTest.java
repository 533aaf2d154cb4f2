package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.items;
import static dev.ibkrbot.cli.Ran.well;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalExportTest {
    @TempDir
    private Path state;

    @Test
    @Tag("JO")
    void writesEachFillUnderTheClassicHeader() throws IOException {
        well("run", "--json", "--state-dir", state);
        JsonNode story = well("explain", "--json", "--state-dir", state).json();
        List<String> expected = new ArrayList<>();
        for (JsonNode signal : story.at("/signals")) {
            List<JsonNode> orders = items(signal.at("/orders"));
            for (JsonNode fill : signal.at("/fills")) {
                boolean entry = fill.at("/role").asText().equals("ENTRY");
                expected.add(String.join(
                        ",",
                        fill.at("/time").asText(),
                        signal.at("/symbol").asText(),
                        fill.at("/side").asText(),
                        fill.at("/quantity").asText(),
                        fill.at("/price").asText(),
                        entry ? orders.get(2).at("/stop").asText() : "",
                        entry ? orders.get(1).at("/limit").asText() : ""));
            }
        }
        Path file = state.resolve("trades.csv");
        well("journal", "export", "--out", file, "--state-dir", state);
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).isEqualTo("timestamp,symbol,action,quantity,price,stop,target");
        assertThat(lines.subList(1, lines.size())).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected);
        assertThat(well("journal", "export", "--state-dir", state).out())
                .isEqualToNormalizingNewlines(Files.readString(file));
    }

    @Test
    void writesEveryRecordAsALineOfJson() {
        JsonNode run =
                well("run", "--json", "--cycles", 3, "--state-dir", state).json();
        Ran lines = well(
                "journal", "export", "--format", "jsonl", run.at("/journal").asText());
        JsonNode status = well("status", "--json", "--state-dir", state).json();
        assertThat(lines.out().lines()).hasSize(status.at("/records").asInt()).allMatch(line -> line.startsWith("{"));
    }
}
