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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a simulated gateway whose time stands at the opening of Wednesday, the 18th of November 2026. */
class DataDownloadTest {
    private static final List<String> DAYS = List.of(
            "SPY/2026-11-05.trades.csv",
            "SPY/2026-11-06.trades.csv",
            "SPY/2026-11-09.trades.csv",
            "SPY/2026-11-10.trades.csv",
            "SPY/2026-11-11.trades.csv",
            "SPY/2026-11-12.trades.csv",
            "SPY/2026-11-13.trades.csv",
            "SPY/2026-11-16.trades.csv",
            "SPY/2026-11-17.trades.csv");

    @TempDir
    private Path folder;

    private static Ran download(SimulatedGateway gateway, Path out, String from, String show) {
        return gateway.bot(
                "data", "download", "--symbols", "SPY", "--from", from, "--out", out, "--show", show, "--json");
    }

    @Test
    void saysThatItCannotWriteThere() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        try (SimulatedGateway gateway = new SimulatedGateway()) {
            Ran ran = gateway.bot(
                    "data", "download", "--symbols", "SPY", "--from", "2026-11-17", "--out", file.resolve("below"));

            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.told("fix")).contains("--out");
        }
    }

    @Test
    void writesEveryEndedSessionAndNoHalfOne() throws IOException {
        try (SimulatedGateway gateway = new SimulatedGateway("clock manual", "history strict", "pacing 50")) {
            Ran ran = download(gateway, folder, "2026-11-05", "TRADES");
            JsonNode told = ran.json().at("/symbols/0");
            assertThat(told.at("/sessions").asInt()).isEqualTo(9);
            assertThat(told.at("/written").asInt()).isEqualTo(9);
            assertThat(told.at("/missingMinutes").asInt()).isZero();
            assertThat(filesBelow(folder)).isEqualTo(DAYS);
            assertThat(Files.readAllLines(folder.resolve(DAYS.get(0))))
                    .hasSize(391)
                    .contains("symbol,timestamp,open,high,low,close,volume");

            Ran again = download(gateway, folder, "2026-11-05", "TRADES");
            assertThat(again.json().at("/symbols/0/written").asInt()).isZero();
            assertThat(again.json().at("/symbols/0/present").asInt()).isEqualTo(9);
        }
        well("data", "verify", folder);
        JsonNode tested = well(
                        "backtest", "--data", folder, "--symbols", "SPY", "--state-dir", folder.resolve("s"), "--json")
                .json();
        assertThat(tested.at("/bars").asInt()).isEqualTo(9 * 390);
    }

    @Test
    void goesOnWhereItStoppedWithTheSameBytes() throws IOException {
        Path whole = folder.resolve("whole");
        Path resumed = folder.resolve("resumed");
        try (SimulatedGateway gateway = new SimulatedGateway("clock manual")) {
            download(gateway, whole, "2026-11-05", "TRADES");
            download(gateway, resumed, "2026-11-05", "TRADES");
            for (String gone : List.of(DAYS.get(0), DAYS.get(3), DAYS.get(8))) {
                Files.delete(resumed.resolve(gone));
            }
            Files.writeString(resumed.resolve("SPY/2026-11-10.trades.csv.part"), "symbol,timest");
            assertThat(download(gateway, resumed, "2026-11-05", "TRADES")
                            .json()
                            .at("/symbols/0/written")
                            .asInt())
                    .isEqualTo(3);
        }
        assertThat(filesBelow(resumed)).isEqualTo(filesBelow(whole)).isEqualTo(DAYS);
        for (String day : DAYS) {
            assertThat(resumed.resolve(day)).hasSameBinaryContentAs(whole.resolve(day));
        }
    }

    @Test
    void fetchesSpreadsBesideTrades() {
        try (SimulatedGateway gateway = new SimulatedGateway("clock manual", "history strict")) {
            Ran ran = download(gateway, folder, "2026-11-17", "trades,bid_ask");
            assertThat(ran.code()).as(ran.err() + ran.out()).isZero();
        }
        JsonNode listed = well("data", "list", folder, "--json").json().at("/symbols/0");
        assertThat(listed.at("/kinds").toString()).isEqualTo("[\"trades\",\"bid_ask\"]");
        assertThat(listed.at("/sessions").asInt()).isEqualTo(1);
        assertThat(listed.at("/bytes").asLong()).isGreaterThan(30_000);
        assertThat(well("data", "list", folder).out()).contains("SPY", "trades bid_ask", "2026-11-17");
    }

    @Test
    void namesAnUnknownSymbolAndFetchesTheOthers() {
        try (SimulatedGateway gateway = new SimulatedGateway("clock manual")) {
            Ran ran = gateway.bot("data", "download", "--symbols", "NOPE,SPY", "--from", "2026-11-17", "--out", folder);
            assertThat(ran.code()).isEqualTo(9);
            assertThat(ran.told("why")).contains("NOPE").contains("(200)");
            assertThat(filesBelow(folder)).containsExactly("SPY/2026-11-17.trades.csv");
        }
    }

    @Test
    void saysWhatIsNotThere() {
        try (SimulatedGateway gateway = new SimulatedGateway("clock manual", "history no-data")) {
            Ran ran = download(gateway, folder, "2026-11-16", "TRADES");
            assertThat(ran.code()).isZero();
            assertThat(ran.json().at("/symbols/0/empty").toString()).isEqualTo("[\"2026-11-16\",\"2026-11-17\"]");
            assertThat(filesBelow(folder)).isEmpty();
        }
    }

    @Test
    void refusesWhatItCannotDoBeforeAskingAnybody() {
        List<Object> fine = List.of("data", "download", "--from", "2026-11-05", "--out", folder, "--port", "1");
        assertThat(bot(with(fine, "--symbols", "SPY", "--show", "LAST")).told("why"))
                .isEqualTo("--show 'LAST' is not TRADES, MIDPOINT or BID_ASK");
        assertThat(bot(with(fine, "--symbols", "SPY", "--bar-size", "5m")).code())
                .isEqualTo(2);
        assertThat(bot(with(fine, "--symbols", "spy")).code()).isEqualTo(2);
        assertThat(bot(with(fine, "--symbols", "SPY")).code()).isEqualTo(3);
    }

    private static Object[] with(List<Object> some, Object... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toArray();
    }
}
