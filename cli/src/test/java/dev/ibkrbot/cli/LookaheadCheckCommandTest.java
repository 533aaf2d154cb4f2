package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.bot;
import static dev.ibkrbot.cli.Ran.items;
import static dev.ibkrbot.cli.Ran.well;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookaheadCheckCommandTest {
    @TempDir
    Path folder;

    @Test
    void findsThatEarlierDecisionsDoNotDependOnLaterBars() {
        well("data", "generate", "--out", folder, "--symbols", "SPY", "--days", 2, "--seed", 11);
        JsonNode answer =
                well("lookahead-check", "--data", folder, "--cuts", 4, "--json").json();
        assertThat(answer.at("/decisions").asInt()).isGreaterThan(4);
        assertThat(items(answer.at("/cuts"))).hasSize(4);
        assertThat(answer.at("/differences")).isEmpty();
        assertThat(well("lookahead-check", "--data", folder, "--cuts", 2).out())
                .startsWith("no look-ahead found: the same in 2 runs on data cut at one of ");
    }

    @Test
    void needsData() {
        Ran ran = bot("lookahead-check");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.told("why")).isEqualTo("no recorded bars were named with --data");
    }
}
