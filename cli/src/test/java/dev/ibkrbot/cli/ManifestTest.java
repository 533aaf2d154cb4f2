package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.bot;
import static dev.ibkrbot.cli.Ran.well;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
    @TempDir
    Path folder;

    private JsonNode first;
    private Path manifest;

    @BeforeEach
    void runsOnce() {
        well("data", "generate", "--out", folder.resolve("data"), "--symbols", "SPY", "--days", 1, "--seed", 11);
        first = well(
                        "backtest",
                        "--data",
                        folder.resolve("data"),
                        "--symbols",
                        "SPY",
                        "--json",
                        "--param",
                        "risk.take_profit_pct=0.2",
                        "--state-dir",
                        folder.resolve("state"))
                .json();
        manifest = Path.of(first.at("/manifest").asText());
    }

    @Test
    void givesTheSameBytesAgain() throws IOException {
        JsonNode again = well("backtest", "--verify", manifest, "--json", "--state-dir", folder.resolve("other"))
                .json();
        assertThat(again.at("/verified").asBoolean()).isTrue();
        assertThat(again.at("/journalHash")).isEqualTo(first.at("/journalHash"));
        assertThat(Files.readString(manifest))
                .contains("\"risk.take_profit_pct\" : \"0.2\"")
                .doesNotContain("state_dir");
    }

    @Test
    void noticesOtherData() throws IOException {
        Path csv = folder.resolve("data").resolve("SPY.csv");
        Files.writeString(csv, Files.readString(csv) + "\n");
        Ran ran = bot("backtest", "--verify", manifest, "--state-dir", folder.resolve("other"));
        assertThat(ran.code()).isEqualTo(9);
        assertThat(ran.told("why")).startsWith("the data: ");
    }

    @Test
    void noticesAnotherOutcome() throws IOException {
        Files.writeString(manifest, Files.readString(manifest).replace("\"0.2\"", "\"0.25\""));
        Ran ran = bot("backtest", "--verify", manifest, "--state-dir", folder.resolve("other"));
        assertThat(ran.code()).isEqualTo(9);
        assertThat(ran.told("why")).contains("the journal: ");
    }

    @Test
    void refusesWhatIsNoManifest() throws IOException {
        Files.writeString(manifest, "{\"schema\": 1}");
        Ran ran = bot("backtest", "--verify", manifest, "--state-dir", folder.resolve("other"));
        assertThat(ran.code()).isEqualTo(9);
        assertThat(bot("backtest", "--verify", folder.resolve("none")).code()).isEqualTo(9);
    }

    @Test
    void saysHowMuchCouldBeLuck() {
        assertThat(first.at("/luck").fieldNames()).toIterable().containsExactly("tTest", "bootstrap");
        assertThat(first.at("/warnings").toString()).containsAnyOf("few for", "no trade was closed");
    }
}
