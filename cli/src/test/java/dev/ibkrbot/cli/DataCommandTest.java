package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.bot;
import static dev.ibkrbot.cli.Ran.filesBelow;
import static dev.ibkrbot.cli.Ran.well;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {
    @TempDir
    private Path folder;

    @Test
    void generatesTheSameBytesForTheSameFlags() throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        Path other = folder.resolve("other");
        well("data", "generate", "--out", one, "--symbols", "SPY,IWM", "--days", 2, "--seed", 7);
        well(
                "data",
                "generate",
                "--out",
                two,
                "--symbols",
                "SPY,IWM",
                "--from",
                "2026-11-02",
                "--to",
                "2026-11-03",
                "--seed",
                7);
        well("data", "generate", "--out", other, "--symbols", "SPY", "--days", 2, "--seed", 8);
        assertThat(filesBelow(one)).containsExactly("IWM.csv", "SPY.csv");
        for (String name : List.of("IWM.csv", "SPY.csv")) {
            assertThat(two.resolve(name)).hasSameBinaryContentAs(one.resolve(name));
        }
        assertThat(Files.mismatch(one.resolve("SPY.csv"), other.resolve("SPY.csv")))
                .isNotNegative();
    }

    @Test
    void countsSessionsNotDays() {
        // Friday the 27th closes at 13:00, and Thursday is Thanksgiving.
        well("data", "generate", "--out", folder, "--symbols", "SPY", "--from", "2026-11-25", "--days", 2);
        JsonNode found = well("data", "verify", folder, "--json").json().at("/symbols/0");
        assertThat(found.at("/name").asText()).isEqualTo("SPY");
        assertThat(found.at("/bars").asInt()).isEqualTo(390 + 210);
        assertThat(found.at("/sessions").asInt()).isEqualTo(2);
        assertThat(found.at("/missingSessions").asInt()).isZero();
        assertThat(found.at("/missingMinutes").asInt()).isZero();
        assertThat(found.at("/first").asText()).isEqualTo("2026-11-25T14:30:00Z");
        assertThat(found.at("/last").asText()).isEqualTo("2026-11-27T17:59:00Z");
        assertThat(found.at("/problem").isNull()).isTrue();
    }

    @Test
    void replacesFilesOnlyWhenForced() throws IOException {
        Files.writeString(folder.resolve("QQQ.csv"), "mine");
        Ran refused = bot("data", "generate", "--out", folder, "--symbols", "SPY,QQQ", "--days", 1);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.told("why")).isEqualTo(folder.resolve("QQQ.csv") + " exists already");
        assertThat(filesBelow(folder)).containsExactly("QQQ.csv");
        assertThat(folder.resolve("QQQ.csv")).hasContent("mine");

        well("data", "generate", "--out", folder, "--symbols", "SPY,QQQ", "--days", 1, "--force");
        assertThat(folder.resolve("QQQ.csv")).content().startsWith("symbol,timestamp,open");
    }

    @Test
    void importsEverySymbolOrNone() throws IOException {
        Path vendor = folder.resolve("vendor");
        Path out = folder.resolve("out");
        well("data", "generate", "--out", vendor, "--symbols", "SPY,QQQ", "--days", 3);
        Files.writeString(vendor.resolve("SPY.csv"), "nonsense\n");
        Ran refused = bot("data", "import", "--data", vendor, "--out", out, "--symbols", "QQQ,SPY");
        assertThat(refused.code()).isEqualTo(9);
        assertThat(refused.told("why")).startsWith(vendor.resolve("SPY.csv") + ":1: ");
        assertThat(out).doesNotExist();

        well("data", "import", "--data", vendor, "--out", out, "--symbols", "QQQ", "--from", "2026-11-03");
        JsonNode found = well("data", "verify", out, "--json").json().at("/symbols/0");
        assertThat(found.at("/sessions").asInt()).isEqualTo(2);
        assertThat(found.at("/first").asText()).isEqualTo("2026-11-03T14:30:00Z");
    }

    @Test
    void tellsMissingSessionsAndMinutes() throws IOException {
        well("data", "generate", "--out", folder, "--symbols", "SPY", "--days", 3);
        Path file = folder.resolve("SPY.csv");
        List<String> kept = Files.readAllLines(file).stream()
                .filter(line -> !line.contains("2026-11-03T") && !line.contains("2026-11-04T15:0"))
                .toList();
        Files.write(file, kept);
        Ran text = well("data", "verify", file);
        assertThat(text.out()).contains("missing minutes");
        JsonNode found = well("data", "verify", file, "--json").json().at("/symbols/0");
        assertThat(found.at("/missingSessions").asInt()).isEqualTo(1);
        assertThat(found.at("/missingMinutes").asInt()).isEqualTo(10);
    }
}
