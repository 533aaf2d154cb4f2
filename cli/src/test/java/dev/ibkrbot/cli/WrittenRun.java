package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.well;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A backtest of a strategy that writes options on SPY, over four generated weeks, and its journal line by line. */
final class WrittenRun {
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    final JsonNode answer;
    /** What {@code bot status} tells of it. */
    final JsonNode status;

    private final Path bars;
    private final List<JsonNode> records = new ArrayList<>();

    WrittenRun(Path folder, int seed, Object... flags) throws IOException {
        Path data = folder.resolve("csv");
        Path state = folder.resolve("state");
        Path lines = folder.resolve("journal.jsonl");
        bars = data.resolve("SPY.csv");
        well(
                "data",
                "generate",
                "--out",
                data,
                "--symbols",
                "SPY",
                "--from",
                "2026-10-05",
                "--days",
                20,
                "--seed",
                seed);
        Object[] usual = {"backtest", "--data", data, "--fill", "mid", "--state-dir", state, "--json"};
        answer = well(Stream.concat(Arrays.stream(usual), Arrays.stream(flags)).toArray())
                .json();
        status = well("status", "--state-dir", state, "--json").json();
        well("journal", "export", "--format", "jsonl", "--out", lines, "--state-dir", state);
        for (String line : Files.readAllLines(lines)) {
            records.add(new ObjectMapper().readTree(line));
        }
    }

    List<JsonNode> records(String type) {
        return records.stream()
                .filter(it -> it.get("type").asText().equals(type))
                .toList();
    }

    /** What the entries were opened with. */
    List<JsonNode> entries() {
        return records("intent").stream().filter(it -> it.has("origin")).toList();
    }

    static BigDecimal number(JsonNode record, String field) {
        return new BigDecimal(record.get(field).asText());
    }

    /** Fills, commissions and settlements, added up by somebody who knows nothing else, and the shares at the last price. */
    BigDecimal recomputed() throws IOException {
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
        List<String> lines = Files.readAllLines(bars);
        BigDecimal last = new BigDecimal(lines.get(lines.size() - 1).split(",")[5]);
        return cash.add(shares.multiply(last));
    }
}
