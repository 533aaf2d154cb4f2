package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.items;
import static dev.ibkrbot.cli.Ran.well;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The option figures of a run of the wheel against what its journal's exits add up to, worked out apart. */
class OptionReportTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    @TempDir
    private static Path folder;

    private static JsonNode options;
    private static String page;
    private static List<JsonNode> exits;

    @BeforeAll
    static void runsTheWheel() throws IOException {
        Path csv = folder.resolve("csv");
        well("data", "generate", "--out", csv, "--symbols", "AAPL", "--days", 25, "--seed", 13);
        JsonNode answer = well(
                        "backtest",
                        "--data",
                        csv,
                        "--strategy",
                        "wheel",
                        "--fill",
                        "mid",
                        "--json",
                        "--state-dir",
                        folder.resolve("state"))
                .json();
        options = answer.at("/optionTrades");
        page = Files.readString(Path.of(answer.at("/report").asText()));
        exits = well(
                        "journal",
                        "export",
                        "--format",
                        "jsonl",
                        answer.at("/journal").asText())
                .out()
                .lines()
                .map(OptionReportTest::parsed)
                .filter(record -> record.at("/type").asText().equals("exit"))
                .toList();
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    @Test
    void keepsOfThePremiumWhatTheJournalSays() {
        assertThat(exits).hasSizeGreaterThan(5);
        BigDecimal collected = sum(exit -> price(exit, "entry_price"));
        BigDecimal paidBack = sum(exit -> price(exit, "exit_price"));
        BigDecimal fees = sum(exit -> new BigDecimal(exit.at("/fees").asText()));

        JsonNode premium = options.at("/premium/0");
        assertThat(items(options.at("/premium"))).hasSize(1);
        assertThat(premium.at("/opened").asText()).isEqualTo("written");
        assertThat(premium.at("/trades").asInt()).isEqualTo(exits.size());
        assertThat(money(premium, "atOpening")).isEqualByComparingTo(collected);
        assertThat(money(premium, "atEnd")).isEqualByComparingTo(paidBack);
        assertThat(money(premium, "kept"))
                .isEqualByComparingTo(collected.subtract(paidBack).subtract(fees));
    }

    @Test
    void countsEachBucketAsTheJournalDoes() {
        for (JsonNode bucket : items(options.at("/byDays"))) {
            String[] ends = bucket.at("/bucket").asText().split(" ");
            List<JsonNode> within = exits.stream()
                    .filter(exit -> days(exit) >= Long.parseLong(ends[0]) && days(exit) <= Long.parseLong(ends[2]))
                    .toList();
            assertThat(bucket.at("/trades").asInt()).isEqualTo(within.size());
            assertThat(bucket.at("/wins").asLong())
                    .isEqualTo(within.stream()
                            .filter(exit -> new BigDecimal(exit.at("/profit").asText())
                                            .compareTo(new BigDecimal(
                                                    exit.at("/fees").asText()))
                                    > 0)
                            .count());
        }
        assertThat(items(options.at("/byDelta")).stream()
                        .mapToInt(it -> it.at("/trades").asInt())
                        .sum())
                .isEqualTo(exits.size());
    }

    @Test
    void explainsNearlyAllOfTheProfitAndAddsUpToIt() {
        JsonNode sum = options.at("/attribution");
        double parts = sum.at("/delta").asDouble()
                + sum.at("/theta").asDouble()
                + sum.at("/vega").asDouble()
                + sum.at("/crossing").asDouble()
                + sum.at("/handedOver").asDouble();
        double net = sum.at("/net").asDouble();
        assertThat(parts + sum.at("/unexplained").asDouble() - sum.at("/fees").asDouble())
                .isCloseTo(net, within(1e-6));
        assertThat(sum.at("/theta").asDouble()).isPositive();
        // prices are modelled from the same greeks five minutes apart: only gaps overnight leave something
        assertThat(Math.abs(sum.at("/unexplained").asDouble()))
                .isLessThan(0.1 * sum.at("/theta").asDouble());
    }

    @Test
    void showsTheSameOnThePage() {
        assertThat(page)
                .contains("<h2 id=\"options\">Options</h2>", "Where the P&amp;L came from", "Greeks of what was held")
                .contains("Cash owed if every written put is assigned", "Margin to keep the positions");
        assertThat(page.replace(",", ""))
                .contains(">+" + money(options.at("/premium/0"), "kept").toPlainString());
    }

    private static BigDecimal sum(Function<JsonNode, BigDecimal> figure) {
        return exits.stream().map(figure).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal price(JsonNode exit, String name) {
        return new BigDecimal(exit.at("/" + name).asText())
                .multiply(HUNDRED)
                .multiply(new BigDecimal(exit.at("/quantity").asText()));
    }

    private static BigDecimal money(JsonNode node, String name) {
        return new BigDecimal(node.at("/" + name).asText());
    }

    /** From the day of the entry to the date in the contract's name. */
    private static long days(JsonNode exit) {
        LocalDate opened = LocalDate.parse(exit.at("/entry_time").asText().substring(0, 10));
        String expiration = exit.at("/instrument").asText().split(" ")[1];
        return ChronoUnit.DAYS.between(opened, LocalDate.parse(expiration, DateTimeFormatter.BASIC_ISO_DATE));
    }
}
