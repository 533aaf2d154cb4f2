package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.well;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wheel turns for four weeks of a falling market: a put is assigned, and calls are written against the shares. */
class WheelRunTest {
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    @TempDir
    private static Path folder;

    private static JsonNode answer;
    private static final List<JsonNode> RECORDS = new ArrayList<>();

    @BeforeAll
    static void turns() throws IOException {
        Path data = folder.resolve("csv");
        Path state = folder.resolve("state");
        Path lines = folder.resolve("journal.jsonl");
        well("data", "generate", "--out", data, "--symbols", "SPY", "--from", "2026-10-05", "--days", 20, "--seed", 1);
        answer = well(
                        "backtest",
                        "--data",
                        data,
                        "--strategy",
                        "wheel",
                        "--fill",
                        "mid",
                        "--param",
                        "writing.max_collateral_pct=0.9",
                        "--state-dir",
                        state,
                        "--json")
                .json();
        well("journal", "export", "--format", "jsonl", "--out", lines, "--state-dir", state);
        for (String line : Files.readAllLines(lines)) {
            RECORDS.add(new ObjectMapper().readTree(line));
        }
    }

    private static List<JsonNode> records(String type) {
        return RECORDS.stream()
                .filter(it -> it.get("type").asText().equals(type))
                .toList();
    }

    private static BigDecimal number(JsonNode record, String field) {
        return new BigDecimal(record.get(field).asText());
    }

    @Test
    @Tag("T10")
    void isAssignedAndWritesCallsNotBelowWhatTheSharesCost() {
        assertThat(records("settlement"))
                .extracting(
                        it -> it.get("kind").asText(),
                        it -> it.get("cash").asText(),
                        it -> it.get("shares").asText())
                .containsExactly(tuple("ASSIGNED", "-59000.00", "100"));
        String assigned = records("settlement").get(0).get("time").asText();
        List<JsonNode> origins =
                records("intent").stream().filter(it -> it.has("origin")).toList();
        assertThat(origins).hasSizeGreaterThan(2).allSatisfy(intent -> {
            JsonNode origin = intent.get("origin");
            boolean after = intent.get("time").asText().compareTo(assigned) > 0;
            assertThat(origin.get("side").asText()).isEqualTo("SELL");
            assertThat(origin.get("action").asText()).isEqualTo(after ? "WRITE_CALL" : "WRITE_PUT");
            assertThat(number(origin.get("instrument"), "strike"))
                    .satisfies(strike -> assertThat(!after || strike.compareTo(new BigDecimal("590")) >= 0)
                            .isTrue());
        });
    }

    @Test
    void leavesByABuyLimitBelowThePremium() {
        assertThat(records("exit")).extracting(it -> it.get("reason").asText()).containsOnly("take_profit", "assigned");
        assertThat(records("fill")).anySatisfy(fill -> {
            assertThat(fill.get("role").asText()).isEqualTo("TAKE_PROFIT");
            assertThat(fill.get("side").asText()).isEqualTo("BUY");
        });
    }

    /** Fills, commissions and settlements, added up by somebody who knows nothing else, and the shares at the last price. */
    @Test
    void accountsToTheCent() throws IOException {
        BigDecimal cash = new BigDecimal("100000");
        BigDecimal shares = BigDecimal.ZERO;
        for (JsonNode fill : records("fill")) {
            BigDecimal value =
                    number(fill, "price").multiply(number(fill, "quantity")).multiply(HUNDRED);
            cash = fill.get("side").asText().equals("SELL") ? cash.add(value) : cash.subtract(value);
        }
        for (JsonNode fee : records("commission")) {
            cash = cash.subtract(number(fee, "amount"));
        }
        for (JsonNode end : records("settlement")) {
            cash = cash.add(number(end, "cash"));
            shares = shares.add(number(end, "shares"));
        }
        List<String> bars = Files.readAllLines(folder.resolve("csv").resolve("SPY.csv"));
        BigDecimal last = new BigDecimal(bars.get(bars.size() - 1).split(",")[5]);
        assertThat(number(answer, "finalEquity")).isEqualByComparingTo(cash.add(shares.multiply(last)));
    }
}
