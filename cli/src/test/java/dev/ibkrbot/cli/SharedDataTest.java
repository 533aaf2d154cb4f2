package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.items;
import static dev.ibkrbot.cli.Ran.well;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ibkrbot.broker.contract.SharedFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real minutes, where they are at hand. */
class SharedDataTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @TempDir
    private Path state;

    @Test
    void tradesRealMinutesWithinRegularHours() {
        Path lean = SharedFolder.find("lean");
        String command = "backtest --symbols SPY,IBM --from 2013-10-04 --to 2013-10-11 --strategy scalp --options model"
                + " --json --state-dir";
        List<Object> args = new ArrayList<>(List.of(command.split(" ")));
        args.add(state);
        args.add("--data");
        args.add(lean);
        JsonNode answer = well(args.toArray()).json();
        assertThat(answer.at("/orders/entries").asInt()).isPositive();
        assertThat(answer.at("/from").asText()).isEqualTo("2013-10-04");
        assertThat(answer.at("/to").asText()).isEqualTo("2013-10-11");
        assertThat(answer.at("/assumptions").toString()).contains("Options are modelled");
        assertThat(well(args.toArray()).json().at("/journalHash")).isEqualTo(answer.at("/journalHash"));

        JsonNode story =
                well("explain", "--json", answer.at("/journal").asText()).json();
        List<JsonNode> filled = items(story.at("/signals")).stream()
                .filter(signal -> !signal.at("/fills").isEmpty())
                .toList();
        assertThat(filled).isNotEmpty();
        for (JsonNode signal : filled) {
            Instant decided = Instant.parse(signal.at("/time").asText());
            assertThat(Instant.parse(signal.at("/barEnd").asText())).isBeforeOrEqualTo(decided);
            for (JsonNode fill : signal.at("/fills")) {
                Instant at = Instant.parse(fill.at("/time").asText());
                assertThat(at).isAfter(decided);
                assertThat(LocalTime.ofInstant(at, NEW_YORK)).isBetween(LocalTime.of(9, 30), LocalTime.of(16, 0));
            }
        }
    }

    @Test
    void leavesOutWhatHasNoMinutesWhenNoSymbolsAreNamed() {
        String command = "backtest --from 2013-10-04 --to 2013-10-04 --options model --json --state-dir";
        List<Object> args = new ArrayList<>(List.of(command.split(" ")));
        args.add(state);
        args.add("--data");
        args.add(SharedFolder.find("lean"));
        JsonNode answer = well(args.toArray()).json();
        assertThat(answer.at("/symbols").toString()).isEqualTo("[\"IBM\",\"SPY\"]");
        assertThat(answer.at("/warnings").toString())
                .contains("GOOG: left out, no minutes from 2013-10-04 to 2013-10-04");
    }

    @Test
    void findsNothingWrongWithThem() {
        JsonNode answer =
                well("data", "verify", SharedFolder.find("lean"), "--json").json();
        assertThat(answer.at("/problems")).isEmpty();
        assertThat(items(answer.at("/symbols")))
                .filteredOn(it -> it.at("/name").asText().equals("IBM"))
                .singleElement()
                .satisfies(it -> assertThat(it.at("/sessions").asInt()).isEqualTo(6));
    }
}
