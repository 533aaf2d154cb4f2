package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.bot;
import static dev.ibkrbot.cli.Ran.items;
import static dev.ibkrbot.cli.Ran.well;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarathonCommandTest {
    @TempDir
    private Path state;

    @Test
    void notesAfterTwentyDaysOfVolatilityAndJudgesAMonthLater() {
        LocalDate date = LocalDate.parse("2026-09-01");
        for (int day = 0; day < 20; day++) {
            assertThat(look(date)).extracting(it -> it.at("/outcome").asText()).containsOnly("no_iv_rank");
            date = MarketCalendar.nyse().nextTradingDay(date);
        }
        List<JsonNode> findings = look(date);
        assertThat(findings)
                .filteredOn(it -> it.has("opportunity"))
                .isNotEmpty()
                .allSatisfy(
                        it -> assertThat(it.at("/opportunity/score").asInt()).isBetween(55, 100));

        int noted = items(well("marathon", "record", "--state-dir", state, "--json")
                        .json()
                        .at("/opportunities"))
                .size();
        assertThat(items(verify(date.plusDays(27)).at("/judged"))).isEmpty();
        assertThat(items(verify(date.plusDays(33)).at("/judged")))
                .hasSize(noted)
                .allSatisfy(it -> {
                    double strike = Double.parseDouble(it.at("/id").asText().replaceAll(".*_", ""));
                    assertThat(it.at("/success").asBoolean())
                            .isEqualTo(it.at("/price").asDouble() >= strike);
                });
        assertThat(items(verify(date.plusDays(34)).at("/judged"))).isEmpty();
    }

    @Test
    void stopsAtADamagedRecord() throws IOException {
        look(LocalDate.parse("2026-09-01"));
        Path file = state.resolve("marathon/simulated/record.jsonl");
        Files.writeString(file, Files.readString(file).replaceFirst("SPY", "SPX"));

        for (String command : List.of("run", "verify", "record")) {
            Ran ran = bot("marathon", command, "--state-dir", state);
            assertThat(ran.code()).isEqualTo(9);
            assertThat(ran.told("why")).contains("record.jsonl");
        }
    }

    @ParameterizedTest
    @CsvSource({"run,--risk,none", "run,--window,noon", "run,--symbols,spy", "record,--of,me"})
    void endsWithTwoForWhatItDoesNotUnderstand(String command, String flag, String value) {
        Ran ran = bot("marathon", command, "--state-dir", state, flag, value);

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.told("why")).contains(flag);
    }

    private List<JsonNode> look(LocalDate date) {
        JsonNode looks = well(
                        "marathon",
                        "run",
                        "--state-dir",
                        state,
                        "--date",
                        date,
                        "--symbols",
                        "SPY,MSFT",
                        "--risk",
                        "Aggressive",
                        "--json")
                .json()
                .at("/looks");
        assertThat(items(looks)).hasSize(2);
        return items(looks).stream()
                .flatMap(look -> items(look.at("/findings")).stream())
                .toList();
    }

    private JsonNode verify(LocalDate date) {
        LocalDate day = MarketCalendar.nyse().isTradingDay(date)
                ? date
                : MarketCalendar.nyse().previousTradingDay(date);
        return well("marathon", "verify", "--state-dir", state, "--date", day, "--json")
                .json();
    }
}
