package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.bot;
import static dev.ibkrbot.cli.Ran.filesBelow;
import static dev.ibkrbot.cli.Ran.well;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.stub.history.ChainArchive;
import dev.ibkrbot.stub.history.ChainRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a simulated gateway whose time the recorder moves, on Wednesday, the 18th of November 2026. */
class DataRecordTest {
    private static final String ARCHIVE = "SPY/2026-11-18.chain";

    @TempDir
    private Path folder;

    private static Ran record(SimulatedGateway gateway, Path out, Object... more) {
        List<Object> all = new ArrayList<>(List.of(
                "data", "record", "--symbols", "SPY", "--out", out, "--every", 1800, "--strikes", 3, "--sessions", 1));
        all.addAll(List.of(more));
        return gateway.bot(all.toArray());
    }

    @Test
    void recordsASessionThatCanBePlayedBack() {
        try (SimulatedGateway gateway = new SimulatedGateway("clock led", "lines 5")) {
            JsonNode told =
                    record(gateway, folder, "--lines", 5, "--json").json().at("/archives/0");
            assertThat(told.at("/sweeps").asInt()).isEqualTo(12);
            assertThat(told.at("/quotes").asInt()).isEqualTo(12 * 2 * 3 * 2);
            assertThat(told.at("/unanswered").asInt()).isZero();
            assertThat(told.at("/minutes").asInt()).isEqualTo(390);
            assertThat(gateway.ordersPlaced()).isEmpty();
        }
        List<ChainRecord> records = new ArrayList<>();
        ChainArchive.Contents contents = ChainArchive.read(folder.resolve(ARCHIVE), records::add);
        assertThat(contents.sweeps()).isEqualTo(12);
        assertThat(contents.contracts()).isGreaterThanOrEqualTo(12);
        assertThat(records)
                .filteredOn(it -> it instanceof ChainRecord.Option)
                .allMatch(it -> ((ChainRecord.Option) it).quote().quote().quality() == DataQuality.LIVE)
                .allMatch(it -> ((ChainRecord.Option) it).quote().greeks().isPresent());
        assertThat(well("data", "list", folder).out()).contains("chain");
        well("data", "verify", folder);
        JsonNode tested = well("backtest", "--data", folder, "--state-dir", folder.resolve("state"), "--json")
                .json();
        assertThat(tested.at("/bars").asInt()).isEqualTo(390);
        assertThat(tested.at("/warnings/0").asText()).isEqualTo("SPY: minutes are a recorder's on 1 day");
        JsonNode played = well(
                        "backtest",
                        "--data",
                        folder,
                        "--options",
                        "recorded",
                        "--state-dir",
                        folder.resolve("state"),
                        "--json")
                .json();
        assertThat(played.at("/assumptions").toString())
                .contains("Options are recorded: SPY from 2026-11-18 to 2026-11-18, 1 day, ");
    }

    @Test
    void goesOnWithAnArchiveThatWasCutOff() throws IOException {
        Path file = folder.resolve(ARCHIVE);
        byte[] whole;
        try (SimulatedGateway gateway = new SimulatedGateway("clock led")) {
            assertThat(record(gateway, folder).code()).isZero();
            whole = Files.readAllBytes(file);
        }
        Files.write(file, Arrays.copyOf(whole, whole.length / 2 + 3));
        int before = ChainArchive.read(file, record -> {}).sweeps();
        try (SimulatedGateway gateway = new SimulatedGateway("clock led")) {
            assertThat(record(gateway, folder).code()).isZero();
        }
        ChainArchive.Contents after = ChainArchive.read(file, record -> {});
        assertThat(after.torn()).isFalse();
        assertThat(after.sweeps()).isBetween(12, 13);
        assertThat(before).isLessThan(after.sweeps());
        assertThat(well("data", "verify", folder, "--json")
                        .json()
                        .at("/symbols/0/missingMinutes")
                        .asInt())
                .isZero();
    }

    @Test
    void keepsWhatTheFeedSaysOfItself() {
        try (SimulatedGateway gateway = new SimulatedGateway("clock led", "data delayed")) {
            assertThat(record(gateway, folder).code()).isZero();
        }
        ChainArchive.read(folder.resolve(ARCHIVE), record -> {
            if (record instanceof ChainRecord.Underlying it) {
                assertThat(it.quote().quality()).isEqualTo(DataQuality.DELAYED);
            }
        });
    }

    @Test
    void namesTheDamageOfAnArchiveAndLeavesItAlone() throws IOException {
        try (SimulatedGateway gateway = new SimulatedGateway("clock led")) {
            record(gateway, folder);
        }
        Path file = folder.resolve(ARCHIVE);
        byte[] damaged = Files.readAllBytes(file);
        damaged[1_000] ^= 1;
        Files.write(file, damaged);
        Ran verified = bot("data", "verify", folder);
        assertThat(verified.code()).isEqualTo(9);
        assertThat(verified.told("why")).containsPattern("2026-11-18\\.chain:\\d+: .* \\(at byte \\d+\\)");
        assertThat(bot("backtest", "--data", folder, "--state-dir", folder.resolve("state"))
                        .code())
                .isEqualTo(9);
        try (SimulatedGateway gateway = new SimulatedGateway("clock led")) {
            assertThat(record(gateway, folder).code()).isEqualTo(9);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
    }

    @Test
    void recordsNothingWithoutASubscription() {
        try (SimulatedGateway gateway = new SimulatedGateway("clock led", "data delayed-disabled")) {
            Ran ran = record(gateway, folder);
            assertThat(ran.code()).isEqualTo(6);
            assertThat(ran.told("why")).contains("(10168)");
        }
        assertThat(filesBelow(folder)).isEqualTo(List.of(ARCHIVE));
    }

    @Test
    void staysNearTheSizeItWasGiven() throws IOException {
        try (SimulatedGateway gateway = new SimulatedGateway("clock led")) {
            Ran ran = record(gateway, folder, "--max-mb", "0.004");
            assertThat(ran.code()).isZero();
            assertThat(ran.err()).containsOnlyOnce("nothing more of this day is recorded");
        }
        assertThat(Files.size(folder.resolve(ARCHIVE))).isBetween(4_000L, 12_000L);
    }

    @Test
    void refusesNumbersThatMakeNoSense() {
        for (String flag : List.of("--strikes", "--every", "--expirations", "--lines", "--max-mb")) {
            assertThat(bot("data", "record", "--symbols", "SPY", "--out", folder, flag, 0)
                            .code())
                    .isEqualTo(2);
        }
        assertThat(filesBelow(folder)).isEmpty();
    }
}
