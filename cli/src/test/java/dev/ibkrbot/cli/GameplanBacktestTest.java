package dev.ibkrbot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of gameplans over recorded days: each day goes by its own. */
class GameplanBacktestTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);

    @TempDir
    private Path folder;

    private Path plans;

    @BeforeEach
    void makesAPlaceForPlans() throws IOException {
        plans = Files.createDirectory(folder.resolve("plans"));
    }

    private static String plan(LocalDate date, String strategy) {
        return """
                {"date": "%s", "session_id": "gauntlet_%s_0900", "regime": "normal", "strategy": "%s",
                 "symbols": ["SPY"], "operator_id": "desk", "vix_at_analysis": 15,
                 "data_quality": {"quarantine_active": false, "last_verified": "%sT09:00:00-05:00"},
                 "hard_limits": {"max_daily_loss_pct": 0.10, "pdt_trades_remaining": 3, "force_close_at_dte": 1,
                   "weekly_drawdown_governor_active": false, "max_intraday_pivots": 2},
                 "max_risk_per_trade": 2000, "max_risk_ceiling": 2000}
                """.formatted(date, date.toString().replace("-", ""), strategy, date);
    }

    private JsonNode backtest() {
        Path bars = folder.resolve("bars");
        if (!Files.exists(bars)) {
            Ran.well("data", "generate", "--out", bars, "--symbols", "SPY", "--from", MONDAY, "--days", 4, "--seed", 5);
        }
        return Ran.well(
                        "backtest",
                        "--json",
                        "--data",
                        bars,
                        "--gameplan",
                        plans,
                        "--state-dir",
                        folder.resolve("state"))
                .json();
    }

    private List<JsonNode> told(JsonNode answer, String type) {
        String journal = answer.at("/journal").asText();
        return Ran.well("journal", "export", "--format", "jsonl", journal)
                .out()
                .lines()
                .map(line -> new Ran(0, line, "").json())
                .filter(record -> record.at("/type").asText().equals(type))
                .toList();
    }

    @Test
    void goesByThePlanOfEachDayFromItsFirstCycleOn() throws IOException {
        Files.writeString(plans.resolve("x.json"), plan(MONDAY, "A"));
        Files.writeString(plans.resolve("y.json"), plan(MONDAY.plusDays(1), "B"));
        Files.writeString(plans.resolve("two.json"), plan(MONDAY.plusDays(3), "A"));
        Files.writeString(plans.resolve("again.json"), plan(MONDAY.plusDays(3), "B"));

        JsonNode answer = backtest();

        assertThat(told(answer, "gameplan"))
                .extracting(it -> it.at("/date").asText() + " "
                        + it.at("/strategy").asText() + " "
                        + it.at("/reason").asText())
                .containsExactly(
                        "2026-11-16 A accepted",
                        "2026-11-17 B accepted",
                        "2026-11-18 C missing_file",
                        "2026-11-19 C duplicate_date");
        assertThat(told(answer, "signal"))
                .extracting(it -> it.at("/outcome").asText())
                .doesNotContain("gameplan_not_today");
        assertThat(answer.at("/warnings").toString())
                .contains("refused: 2026-11-19 duplicate_date: again.json, two.json are all of 2026-11-19");
        assertThat(answer.at("/notEntered/strategy_c").asInt())
                .as("two days, every five minutes before 15:45")
                .isEqualTo(2 * 75);
        assertThat(answer.at("/journalHash")).isEqualTo(backtest().at("/journalHash"));
    }

    @Test
    void theReportNamesThePlanAndNoExitsThatItDoesNotUse() throws IOException {
        Files.writeString(plans.resolve("x.json"), plan(MONDAY, "A"));

        String page = Files.readString(Path.of(backtest().at("/report").asText()));

        assertThat(page).contains("gameplan").doesNotContain("scalp", "Take profit");
    }

    @Test
    void validatesAWholeFolder() throws IOException {
        Files.writeString(plans.resolve("x.json"), plan(MONDAY, "A"));
        Files.writeString(plans.resolve("y.json"), plan(MONDAY.plusDays(1), "B"));
        Ran well = Ran.well("gameplan", "validate", plans);
        assertThat(well.out()).contains("2026-11-16 usable: strategy A, [SPY]", "2026-11-17 usable: strategy B, [SPY]");
        Files.writeString(plans.resolve("z.json"), plan(MONDAY.plusDays(2), "D"));
        Ran refused = Ran.bot("gameplan", "validate", plans);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.out()).contains("2026-11-16 usable");
        assertThat(refused.err())
                .contains("1 of 3 gameplans", "2026-11-18 schema_violation: strategy: 'D' is not one of A, B, C");
    }
}
