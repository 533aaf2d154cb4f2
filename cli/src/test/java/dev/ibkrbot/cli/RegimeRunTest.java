package dev.ibkrbot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.stub.history.BarMarket;
import dev.ibkrbot.stub.history.SyntheticMarket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole days whose strategy the volatility index decides, with what is expected read off the index itself. */
@Timeout(60)
class RegimeRunTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate DAY = LocalDate.of(2026, 11, 18);

    @TempDir
    private Path folder;

    private List<JsonNode> journal(int seed) throws IOException {
        Path config = Files.writeString(folder.resolve("bot.yaml"), "strategy:\n  name: regime\n");
        JsonNode answer = Ran.well(
                        "run",
                        "--json",
                        "--config",
                        config,
                        "--date",
                        DAY,
                        "--seed",
                        seed,
                        "--symbols",
                        "SPY",
                        "--state-dir",
                        folder.resolve("state"))
                .json();
        String export = Ran.well(
                        "journal",
                        "export",
                        "--format",
                        "jsonl",
                        answer.at("/journal").asText())
                .out();
        List<JsonNode> records = new ArrayList<>();
        for (String line : export.lines().toList()) {
            records.add(JSON.readTree(line));
        }
        return records;
    }

    private static List<JsonNode> ofType(String type, List<JsonNode> records) {
        return records.stream()
                .filter(it -> it.at("/type").asText().equals(type))
                .toList();
    }

    private static String called(double level) {
        return level < 18 ? "A" : level < 25 ? "B" : "C";
    }

    /** The index stands at 17.76 in the morning of this seed, at 18.00 by 13:50 and at 17.94 five minutes later. */
    @Test
    @Tag("SE1")
    @Tag("SE2")
    void goesFromStrategyToStrategyWithTheIndexUntilThereWereTwoChanges() throws IOException {
        List<JsonNode> records = journal(53);
        BarMarket market = SyntheticMarket.day(MarketCalendar.nyse(), 53, List.of(new Symbol("SPY")), DAY);
        Index vix = new Index(new Symbol("VIX"), Currency.USD);

        List<String> expected = new ArrayList<>();
        for (JsonNode evaluation : ofType("signal", records)) {
            Instant at = Instant.parse(evaluation.at("/time").asText());
            String called = called(market.quote(vix, at).last().orElseThrow().asDouble());
            boolean changed = expected.isEmpty() || !called.equals(expected.get(expected.size() - 1));
            assertThat(evaluation.at("/outcome").asText().equals("regime_changed"))
                    .as("%s at %s", evaluation.at("/outcome"), at)
                    .isEqualTo(changed);
            if (changed) {
                expected.add(called);
            }
        }
        assertThat(expected).startsWith("A", "B", "A");

        assertThat(ofType("regime", records))
                .extracting(it -> it.at("/strategy").asText())
                .isEqualTo(expected);
        List<JsonNode> pivots = ofType("pivot", records);
        assertThat(pivots)
                .extracting(it -> it.at("/count").asInt())
                .hasSize(expected.size() - 1)
                .startsWith(1, 2);
        List<JsonNode> latches = ofType("latch", records);
        assertThat(latches)
                .extracting(
                        it -> it.at("/code").asText() + " " + it.at("/until").asText())
                .containsExactly("intraday_pivot_limit_reached 2026-11-19");
        Instant latched = Instant.parse(latches.get(0).at("/time").asText());
        assertThat(latches.get(0).at("/time")).isEqualTo(pivots.get(1).at("/time"));
        assertThat(ofType("signal", records))
                .filteredOn(it -> it.at("/outcome").asText().equals("approved"))
                .isNotEmpty()
                .allMatch(it -> Instant.parse(it.at("/time").asText()).isBefore(latched));
    }

    /** The index is above 25 all day. */
    @Test
    @Tag("SE1")
    void keepsTheCashInACrisis() throws IOException {
        List<JsonNode> records = journal(7);
        assertThat(ofType("signal", records).stream()
                        .map(it -> it.at("/outcome").asText())
                        .distinct())
                .containsExactly("regime_changed", "regime_crisis");
        assertThat(ofType("intent", records)).isEmpty();
        assertThat(ofType("regime", records).stream()
                        .map(it -> it.at("/strategy").asText()
                                + it.at("/symbols")
                                + it.at("/size").asText()))
                .containsExactly("C[]0");
    }
}
