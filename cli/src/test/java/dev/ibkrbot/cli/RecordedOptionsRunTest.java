package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.bot;
import static dev.ibkrbot.cli.Ran.filesBelow;
import static dev.ibkrbot.cli.Ran.items;
import static dev.ibkrbot.cli.Ran.well;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ibkrbot.broker.contract.SharedFolder;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real chain of two days, where it is at hand; every fill is held against the recorded rows themselves. */
class RecordedOptionsRunTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path state;

    private JsonNode backtest(String... more) {
        String command = "backtest --symbols GOOG --from 2015-12-23 --options recorded --strategy scalp"
                + " --param options.min_volume=0 --param options.max_spread_pct=20 --json --state-dir";
        List<Object> args = new ArrayList<>(List.of(command.split(" ")));
        args.addAll(List.of(state, "--data", SharedFolder.find("lean")));
        args.addAll(List.of(more));
        return well(args.toArray()).json();
    }

    private static List<JsonNode> journal(JsonNode answer) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        String lines = well(
                        "journal",
                        "export",
                        "--format",
                        "jsonl",
                        answer.at("/journal").asText())
                .out();
        for (String line : lines.split("\n")) {
            records.add(JSON.readTree(line));
        }
        return records;
    }

    private static List<JsonNode> ofType(List<JsonNode> records, String type) {
        return records.stream()
                .filter(it -> it.at("/type").asText().equals(type))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mid", "cross"})
    void fillsOnlyWithinRecordedQuotesOfLaterMinutes(String model) throws IOException {
        JsonNode answer = backtest("--to", "2015-12-24", "--fill", model);
        assertThat(answer.at("/options").asText()).isEqualTo("recorded");
        List<JsonNode> records = journal(answer);
        Map<String, Instant> placed = new HashMap<>();
        ofType(records, "intent")
                .forEach(it -> items(it.at("/orders"))
                        .forEach(order -> placed.put(
                                order.at("/ref").asText(),
                                Instant.parse(it.at("/time").asText()))));
        List<JsonNode> fills = ofType(records, "fill");
        assertThat(fills).hasSizeGreaterThanOrEqualTo(4);
        for (JsonNode fill : fills) {
            ZonedDateTime at = Instant.parse(fill.at("/at").asText()).atZone(NEW_YORK);
            String[] row = recorded(at, fill.at("/instrument").asText())
                    .orElseThrow(() -> new AssertionError("no row for " + fill));
            BigDecimal price = new BigDecimal(fill.at("/price").asText()).movePointRight(4);
            assertThat(row[4]).as("bid of " + fill).isNotEmpty();
            assertThat(row[9]).as("ask of " + fill).isNotEmpty();
            assertThat(price).isBetween(new BigDecimal(row[4]), new BigDecimal(row[9]));
            if (model.equals("cross")) {
                boolean buys = fill.at("/side").asText().equals("BUY");
                assertThat(price).isEqualByComparingTo(row[buys ? 9 : 4]);
            }
            boolean shortDay = at.getDayOfMonth() == 24;
            assertThat(at.toLocalTime()).isBefore(LocalTime.of(shortDay ? 13 : 16, 0));
            Optional.ofNullable(placed.get(fill.at("/ref").asText()))
                    .ifPresent(placedAt -> assertThat(at.toInstant()).isAfter(placedAt));
        }
        assertFees(records, fills);
    }

    /** The row of the minute that ended at the moment. */
    private static Optional<String[]> recorded(ZonedDateTime at, String contract) throws IOException {
        String[] parts = contract.split(" ");
        String date = DAY.format(at);
        String name = date + "_goog_minute_quote_american_" + (parts[2].equals("C") ? "call" : "put") + "_"
                + new BigDecimal(parts[3]).movePointRight(4).toBigInteger() + "_" + parts[1] + ".csv";
        String start = Long.toString((at.toLocalTime().toSecondOfDay() - 60) * 1_000L);
        Path file = SharedFolder.find("lean/option/usa/minute/goog/" + date + "_quote_american.zip");
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    String text = new String(zip.readAllBytes(), StandardCharsets.US_ASCII);
                    return text.lines()
                            .map(line -> line.split(",", -1))
                            .filter(row -> row[0].equals(start))
                            .findFirst();
                }
            }
        }
        return Optional.empty();
    }

    /**
     * 0.65 a contract (0.50 below a premium of 0.10, 0.25 below 0.05), at least 1.00 an order, 0.02 clearing and 0.02685
     * regulatory; sales also 0.00279 and 18.40 a million of their value.
     */
    private static void assertFees(List<JsonNode> records, List<JsonNode> fills) {
        Map<String, String> charged = new HashMap<>();
        ofType(records, "commission")
                .forEach(it -> charged.put(
                        it.at("/execution").asText(), it.at("/amount").asText()));
        for (JsonNode fill : fills) {
            BigDecimal quantity = new BigDecimal(fill.at("/quantity").asText());
            BigDecimal price = new BigDecimal(fill.at("/price").asText());
            String rate = price.compareTo(new BigDecimal("0.05")) < 0
                    ? "0.25"
                    : price.compareTo(new BigDecimal("0.10")) < 0 ? "0.50" : "0.65";
            BigDecimal fee = quantity.multiply(new BigDecimal(rate))
                    .max(BigDecimal.ONE)
                    .add(quantity.multiply(new BigDecimal("0.04685")));
            if (fill.at("/side").asText().equals("SELL")) {
                fee = fee.add(quantity.multiply(new BigDecimal("0.00279")))
                        .add(quantity.multiply(price).multiply(new BigDecimal("0.001840")));
            }
            assertThat(charged.get(fill.at("/execution").asText()))
                    .as(fill.toString())
                    .isEqualTo(fee.setScale(2, RoundingMode.HALF_EVEN).toPlainString());
        }
    }

    @Test
    void showsThreeFillsSideBySideAndRepeatsThem() throws IOException {
        JsonNode answer = backtest("--to", "2015-12-23", "--compare-fills");
        List<JsonNode> fills = items(answer.at("/fills"));
        assertThat(fills).extracting(it -> it.at("/fill").asText()).containsExactly("mid", "0.75", "cross");
        assertThat(fills.get(2).at("/journalHash")).isEqualTo(answer.at("/journalHash"));
        assertThat(fills.get(2).at("/profit")).isEqualTo(answer.at("/profit"));
        assertThat(Files.readString(Path.of(answer.at("/report").asText()))).contains("At 0.75", "Option prices");
        assertThat(well("backtest", "--verify", answer.at("/manifest").asText(), "--state-dir", state)
                        .out())
                .startsWith("the same bytes");
    }

    /** A day that cannot be believed ends the backtest before anything is traded or written. */
    @ParameterizedTest
    @CsvSource({
        "20151224_xyz_minute_quote_american_call_1000000_20151231.csv, '34200000,5,4,3,4,1,6,6,6,6,1', ':1: an impossible bid'",
        "20151224_xyz_minute_quote_american_call_1000000_20151231.csv, '34200000,5,5,5,5,1', ':1: expected 11 fields'",
        "20151224_xyz_ticks.csv, '34200000,5,5,5,5,1,6,6,6,6,1', ': is not named like the quotes of an option'"
    })
    void refusesADayThatCannotBe(String name, String row, String problem) throws IOException {
        Path data = state.resolve("data");
        zip(data.resolve("equity/usa/minute/xyz/20151224_trade.zip"), "trade.csv", "34200000,1,1,1,1,1\n");
        Path quotes = data.resolve("option/usa/minute/xyz/20151224_quote_american.zip");
        zip(quotes, name, row + "\n");
        Ran ran = bot("backtest", "--data", data, "--options", "recorded", "--state-dir", state.resolve("state"));
        assertThat(ran.code()).isEqualTo(9);
        assertThat(ran.told("why")).startsWith(quotes + "/" + name + problem);
        assertThat(ran.err().lines()).hasSize(3);
        assertThat(filesBelow(state.resolve("state"))).isEmpty();
    }

    private static void zip(Path file, String name, String text) throws IOException {
        Files.createDirectories(file.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(text.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
