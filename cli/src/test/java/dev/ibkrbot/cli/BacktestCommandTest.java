package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.items;
import static dev.ibkrbot.cli.Ran.well;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @TempDir
    private static Path folder;

    private static Path csv;
    private static JsonNode first;

    @BeforeAll
    static void generatesThreeDays() {
        csv = folder.resolve("csv");
        well("data", "generate", "--out", csv, "--symbols", "SPY,QQQ", "--days", 3, "--seed", 5);
        first = backtest();
    }

    private static JsonNode backtest(Object... more) {
        Object[] args = {"backtest", "--data", csv, "--json", "--state-dir", folder.resolve("state")};
        Object[] all = Stream.concat(Arrays.stream(args), Arrays.stream(more)).toArray();
        return well(all).json();
    }

    private static JsonNode withoutPlaceAndPace(JsonNode answer) {
        return ((ObjectNode) answer.deepCopy())
                .without(List.of("journal", "report", "manifest", "elapsedSeconds", "barsPerSecond"));
    }

    @Test
    @Tag("CLI3")
    void givesTheSameOutputForTheSameInput() {
        assertThat(withoutPlaceAndPace(backtest())).isEqualTo(withoutPlaceAndPace(first));
        assertThat(first.at("/trades").asInt()).isPositive();
    }

    @Test
    void promisesItsFields() {
        assertThat(first.fieldNames())
                .toIterable()
                .contains(
                        "bars",
                        "trades",
                        "wins",
                        "finalEquity",
                        "totalReturn",
                        "maxDrawdown",
                        "sharpe",
                        "sortino",
                        "profitFactor",
                        "commissions",
                        "exposure",
                        "orders",
                        "journalHash",
                        "elapsedSeconds",
                        "barsPerSecond",
                        "assumptions",
                        "warnings");
        assertThat(first.at("/orders").fieldNames()).toIterable().contains("submitted", "filled", "canceled", "denied");
        assertThat(first.at("/bars").asInt()).as("two symbols, three days").isEqualTo(2 * 3 * 390);
        assertThat(first.at("/assumptions").toString()).contains("modelled");
    }

    @Test
    void tradesInRegularHoursAndAfterItDecided() {
        JsonNode story =
                well("explain", "--json", first.at("/journal").asText()).json();
        List<JsonNode> filled = items(story.at("/signals")).stream()
                .filter(signal -> !signal.at("/fills").isEmpty())
                .toList();
        assertThat(filled).isNotEmpty().allSatisfy(signal -> {
            Instant decided = Instant.parse(signal.at("/time").asText());
            assertThat(Instant.parse(signal.at("/barEnd").asText())).isBeforeOrEqualTo(decided);
            for (JsonNode fill : signal.at("/fills")) {
                Instant at = Instant.parse(fill.at("/time").asText());
                assertThat(at).isAfter(decided);
                assertThat(LocalTime.ofInstant(at, NEW_YORK)).isBetween(LocalTime.of(9, 30), LocalTime.of(16, 0));
            }
        });
    }

    @Test
    void decidesOnEveryBarWhenAsked() {
        assertThat(minutesOfDecisions(backtest("--symbols", "SPY"))).allMatch(minute -> minute % 5 == 0);
        assertThat(minutesOfDecisions(backtest("--symbols", "SPY", "--interval", 60)))
                .anyMatch(minute -> minute % 5 != 0);
    }

    private static List<Integer> minutesOfDecisions(JsonNode answer) {
        JsonNode story =
                well("explain", "--json", answer.at("/journal").asText()).json();
        return items(story.at("/signals")).stream()
                .filter(signal -> signal.at("/repeats").isNull())
                .map(signal -> LocalTime.ofInstant(
                                Instant.parse(signal.at("/time").asText()), NEW_YORK)
                        .getMinute())
                .toList();
    }

    @Test
    void tradesTheUnderlyingItself() {
        JsonNode stock =
                backtest("--instrument", "underlying", "--param", "risk.take_profit_pct=0.003", "--symbols", "SPY");
        JsonNode story =
                well("explain", "--json", stock.at("/journal").asText()).json();
        assertThat(stock.at("/trades").asInt()).isPositive();
        assertThat(items(story.at("/signals")))
                .filteredOn(signal -> !signal.at("/fills").isEmpty())
                .allSatisfy(
                        signal -> assertThat(signal.at("/instrument").asText()).isEqualTo("SPY"));
    }

    @Test
    void keepsOnlyTheDatesAskedFor() {
        JsonNode day = backtest("--from", "2026-11-03", "--to", "2026-11-03");
        assertThat(day.at("/from").asText()).isEqualTo("2026-11-03");
        assertThat(day.at("/to").asText()).isEqualTo("2026-11-03");
        assertThat(day.at("/bars").asInt()).isEqualTo(2 * 390);
    }

    @Test
    void writesTheReportWhereItIsAskedTo() {
        Path page = folder.resolve("reports").resolve("page.html");
        backtest("--report", page);
        assertThat(page).isNotEmptyFile();
        assertThat(Files.exists(folder.resolve("reports").resolve(".page.html.new")))
                .isFalse();
    }
}
