package dev.ibkrbot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A simulated day under a gameplan: what the plan says decides, and what is wrong with it keeps everything out. */
@Timeout(60)
class GameplanRunTest {
    @TempDir
    private Path folder;

    private Path plan(String strategy, String symbols, String more) throws IOException {
        return Files.writeString(folder.resolve("plan.json"), """
                {"date": "2026-11-18", "session_id": "gauntlet_20261118_0900", "regime": "normal",
                 "strategy": "%s", "symbols": [%s], "operator_id": "desk", %s
                 "data_quality": {"quarantine_active": false, "last_verified": null},
                 "hard_limits": {"max_daily_loss_pct": 0.10, "pdt_trades_remaining": 3, "force_close_at_dte": 1,
                   "weekly_drawdown_governor_active": false, "max_intraday_pivots": 2},
                 "max_risk_per_trade": 2000, "max_risk_ceiling": 2000}
                """.formatted(strategy, symbols, more));
    }

    private Ran run(Path plan) {
        return Ran.bot(
                "run",
                "--json",
                "--date",
                "2026-11-18",
                "--seed",
                "7",
                "--symbols",
                "SPY",
                "--gameplan",
                plan,
                "--state-dir",
                folder.resolve("state"));
    }

    private List<String> told(JsonNode answer, String type) {
        return Ran.well(
                        "journal",
                        "export",
                        "--format",
                        "jsonl",
                        answer.at("/journal").asText())
                .out()
                .lines()
                .filter(line -> line.contains("\"type\":\"" + type + "\""))
                .toList();
    }

    @Test
    @Tag("GP1")
    void tradesTheStrategyOfThePlanAndJournalsWhichPlanThatWas() throws IOException {
        JsonNode answer = run(plan("A", "\"SPY\"", "")).json();

        assertThat(told(answer, "gameplan"))
                .singleElement()
                .asString()
                .contains("\"strategy\":\"A\"", "\"reason\":\"accepted\"", "\"operator\":\"desk\"");
        assertThat(told(answer, "signal"))
                .isNotEmpty()
                .noneMatch(line -> line.contains("scalp"))
                .anyMatch(line -> line.contains("\"strategy\":\"momentum\""));
        assertThat(told(answer, "run_start")).singleElement().asString().contains("\"strategies\":[\"gameplan\"]");
    }

    @Test
    @Tag("GP2")
    @Tag("GP3")
    @Tag("GP4")
    @Tag("GP8")
    void entersNothingByAPlanThatIsRefusedAndSaysWhy() throws IOException {
        record Case(String reason, Path file) {}
        Path nowhere = folder.resolve("nowhere.json");
        Path empty = Files.writeString(folder.resolve("empty.json"), "");
        Path text = Files.writeString(folder.resolve("text.json"), "{");
        Path list = Files.writeString(folder.resolve("list.json"), "[]");
        Path wrong = Files.copy(plan("D", "\"SPY\"", ""), folder.resolve("wrong.json"));
        Path hours = Files.copy(
                plan("A", "\"SPY\"", "\"entry_window_start\": \"15:00\", \"entry_window_end\": \"10:00\","),
                folder.resolve("hours.json"));
        Path doubted = Files.writeString(
                folder.resolve("doubted.json"),
                Files.readString(plan("A", "\"SPY\"", ""))
                        .replace("\"quarantine_active\": false", "\"quarantine_active\": true"));
        for (Case it : List.of(
                new Case("missing_file", nowhere),
                new Case("empty_file", empty),
                new Case("invalid_json", text),
                new Case("invalid_json_type", list),
                new Case("schema_violation", wrong),
                new Case("schema_violation", hours),
                new Case("data_quarantine", doubted))) {
            JsonNode answer = run(it.file()).json();

            assertThat(answer.at("/code").asInt()).as(it.reason()).isZero();
            assertThat(answer.at("/orders/submitted").asInt()).as(it.reason()).isZero();
            assertThat(told(answer, "gameplan"))
                    .singleElement()
                    .asString()
                    .contains("\"strategy\":\"C\"", "\"reason\":\"" + it.reason() + "\"");
            assertThat(told(answer, "alert").get(0)).contains("gameplan_" + it.reason());
            assertThat(told(answer, "signal"))
                    .isNotEmpty()
                    .allMatch(line -> line.contains("\"outcome\":\"strategy_c\""));
        }
    }

    @Test
    void tellsOfEveryEvaluationWhatEachGateSaid() throws IOException {
        Path plan = plan("A", "\"QQQ\"", "\"entry_window_start\": \"10:00\", \"entry_window_end\": \"15:30\",");
        String journal = run(plan).json().at("/journal").asText();

        JsonNode morning =
                Ran.well("explain", "--json", "--at", "09:55", journal).json().at("/evaluations/0");
        assertThat(morning.at("/outcome").asText() + " " + morning.at("/reason").asText())
                .isEqualTo("hold not_in_gameplan");
        assertThat(Ran.items(morning.at("/gates")).stream()
                        .map(gate -> gate.get("gate").asText() + " " + gate.get("passed") + " "
                                + gate.get("actual").asText()))
                .containsExactly(
                        "gameplan_date true 2026-11-18",
                        "strategy true A",
                        "vix_of_the_day true not seen above",
                        "symbol false SPY",
                        "earnings true SPY",
                        "weekly_governor true inactive",
                        "day_trades_left true 3",
                        "entry_hours false 09:55",
                        "vix null null",
                        "signal null null",
                        "confidence null null",
                        "puts null null",
                        "contract null null",
                        "affordability null null",
                        "position_size_multiplier null null",
                        "still_current null null",
                        "risk null null");
        Ran told = Ran.well("explain", "--date", "2026-11-18", "--at", "10:05", journal);
        assertThat(told.out())
                .contains("FAILED    symbol: SPY, asked for: [QQQ]", "entry_hours (10:05)", "not asked vix, signal, ");
        assertThat(told.out()).contains("asked     gameplan 1 with 0 signals");
        assertThat(Ran.well("explain", journal).out())
                .contains("  gameplan: strategy A on 2026-11-18, regime normal, size 1, accepted\n");
        Ran unknown = Ran.bot("explain", "--date", "2026-11-17", journal);
        assertThat(unknown.code()).isEqualTo(9);
        assertThat(unknown.told("why")).endsWith("tells of 2026-11-18");
        assertThat(Ran.well("status", journal).out()).containsPattern("asked +gameplan [0-9]+ with 0 signals");
    }

    /** Puts the next plan in place when the first entry has been filled. */
    private static final class Replacing extends StringWriter {
        private final Runnable replace;
        private boolean replaced;

        Replacing(Runnable replace) {
            this.replace = replace;
        }

        @Override
        public void write(String text, int from, int length) {
            super.write(text, from, length);
            if (!replaced && text.contains("entry BUY") && text.contains("fill")) {
                replaced = true;
                replace.run();
            }
        }
    }

    @Test
    void takesAChangedPlanWhileAPositionIsHeld() throws IOException {
        Path plan = plan("A", "\"SPY\"", "");
        String next = Files.readString(plan).replace("\"strategy\": \"A\"", "\"strategy\": \"C\"");
        assertThat(next).contains("\"C\"");
        Replacing out = new Replacing(() -> {
            try {
                Files.writeString(plan, next);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        List<Object> args = List.of(
                "run",
                "--date",
                "2026-11-18",
                "--seed",
                "3",
                "--symbols",
                "SPY",
                "--gameplan",
                plan,
                "--state-dir",
                folder.resolve("state"));
        int code = Bot.commandLine()
                .setOut(new PrintWriter(out, true))
                .execute(args.stream().map(String::valueOf).toArray(String[]::new));

        assertThat(code).isZero();
        // Bought at 11:55:25 two days before the expiration, which C does not hold; a file has to look the same twice.
        assertThat(out.toString().lines().filter(line -> line.contains("  exit  ")))
                .singleElement()
                .asString()
                .startsWith("12:05:")
                .contains("dte");
    }

    @Test
    void tellsOfASymbolThatTheRunDoesNotTrade() throws IOException {
        assertThat(run(plan("A", "\"QQQ\"", "")).json().at("/warnings").toString())
                .contains("QQQ is in the gameplan and not among the symbols of this run");
    }

    @Test
    @Tag("PI")
    void tellsOfASignalThatCostsTooMuch() throws IOException {
        Path plan = plan("A", "\"SPY\"", "");
        Files.writeString(plan, Files.readString(plan).replace("2000", "18"));
        String journal = run(plan).json().at("/journal").asText();

        JsonNode story = Ran.well("explain", "--json", journal).json();
        assertThat(story.at("/outcomes/rejected/rejected_affordability")).isEqualTo(story.at("/outcomes/signals"));
        JsonNode signal = story.at("/signals/0");
        assertThat(signal.at("/outcome").asText()).isEqualTo("rejected_affordability");
        assertThat(signal.at("/orderId").isNull()).isTrue();
        assertThat(Ran.items(signal.at("/gates")).stream()
                        .filter(gate -> !gate.get("answer").asText().equals("passed"))
                        .map(gate -> gate.get("gate").asText() + " "
                                + gate.get("answer").asText() + " "
                                + gate.get("limit").asText()))
                .containsExactly(
                        "affordability failed 18.00 USD",
                        "position_size_multiplier not_asked null",
                        "still_current not_asked null",
                        "risk not_asked null");
    }

    @Test
    void givesTheSameJournalForTheSamePlan() throws IOException {
        Path plan = plan("B", "\"SPY\"", "");
        assertThat(run(plan).json().at("/journalHash"))
                .isEqualTo(run(plan).json().at("/journalHash"));
    }
}
