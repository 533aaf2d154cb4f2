package dev.ibkrbot.cli.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.execution.control.Command;
import dev.ibkrbot.execution.control.CommandJson;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.journal.RecordType;
import dev.ibkrbot.execution.order.Records;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bot that ran for two days: what a person is told of each. */
class ExplainTextTest {
    private static final Instant FIRST_DAY = Instant.parse("2026-11-17T15:00:00Z");
    private static final Instant SECOND_DAY = Instant.parse("2026-11-18T15:00:00Z");

    private final JournalStory story = new JournalStory(Path.of("journal.db"));
    private final StoryReader reader = new StoryReader(story);

    private void tell(Instant at, RecordType type, JsonBody body) {
        reader.accept(JournalRecord.of(at, type, body));
    }

    private void hold(Instant at, String reason) {
        tell(
                at,
                Records.SIGNAL,
                JsonBody.object()
                        .text("symbol", "SPY")
                        .text("strategy", "gameplan")
                        .text("action", "HOLD")
                        .text("reason", reason)
                        .text("outcome", reason)
                        .objects("gates", List.of("vix", "signal"), (gate, name) -> {
                            gate.text("gate", name);
                            if (name.equals("vix")) {
                                gate.flag("passed", false)
                                        .text("limit", "below 18.0")
                                        .text("actual", "18.4")
                                        .text("code", reason);
                            }
                        }));
    }

    private void skip(Instant at, String reason, String detail) {
        JsonBody body = JsonBody.object().text("symbol", "SPY").text("reason", reason);
        tell(at, Records.SKIP, detail.isEmpty() ? body : body.text("detail", detail));
    }

    @BeforeEach
    void twoDays() {
        tell(
                FIRST_DAY,
                RecordType.of("run_start"),
                JsonBody.object()
                        .text("kind", "run")
                        .text("mode", "PAPER")
                        .texts("symbols", List.of("SPY"))
                        .texts("strategies", List.of("gameplan")));
        hold(FIRST_DAY, "vix_above_threshold");
        hold(FIRST_DAY.plusSeconds(300), "vix_above_threshold");
        skip(FIRST_DAY.plusSeconds(600), "plan_failed", "no answer in 10 s");
        tell(
                FIRST_DAY.plusSeconds(21600),
                Records.DAY_END,
                JsonBody.object()
                        .text("date", "2026-11-17")
                        .objects(
                                "strategies",
                                List.of("gameplan", "whale"),
                                (it, name) -> it.text("strategy", name)
                                        .number("evaluations", name.equals("whale") ? 0 : 2)
                                        .number("signals", 0)
                                        .flag("can_fire", !name.equals("whale"))));
        Command halt = new Command("c1", Command.Action.HALT, "", "desk", SECOND_DAY.plusSeconds(59), "news");
        reader.accept(CommandJson.record(SECOND_DAY.plusSeconds(60), halt, "halted"));
        skip(SECOND_DAY.plusSeconds(300), "halted", "");
        skip(SECOND_DAY.plusSeconds(600), "halted", "");
        skip(SECOND_DAY.plusSeconds(900), "cooldown", "");
    }

    private List<String> told(Optional<LocalDate> date) {
        List<String> lines = new ArrayList<>();
        ExplainText.tell(story, Selection.of(Optional.empty(), date, story).within(story), lines::add);
        return lines;
    }

    @Test
    void tellsThePastDayThatIsAskedFor() {
        assertThat(told(Optional.of(LocalDate.of(2026, 11, 17))))
                .containsExactly(
                        "run, paper, gameplan on SPY by instrument",
                        "",
                        "2026-11-17",
                        "10:00:00  SPY gameplan hold: vix_above_threshold, 2 times until 10:05:00",
                        "          FAILED    vix: 18.4, asked for: below 18.0",
                        "10:10:00  SPY error: plan_failed, no answer in 10 s",
                        "",
                        "evaluated 3: 2 held still, 1 could not be made, 0 signals; 0 entries sent, 0 filled, 0 closed",
                        "asked     gameplan 2 with 0 signals, whale 0 with 0 signals"
                                + " (CANNOT FIRE: it stayed silent in every made-up market)",
                        "held back vix_above_threshold 2",
                        "skipped   plan_failed 1",
                        "dates     2026-11-17, 2026-11-18; any of them with --date",
                        "journal   journal.db");
    }

    @Test
    void tellsTheLastDayWhenNoneIsNamed() {
        assertThat(told(Optional.empty()))
                .startsWith(
                        "run, paper, gameplan on SPY by instrument",
                        "",
                        "2026-11-18",
                        "10:01:00  halt: news (desk, 2026-11-18T15:00:59Z)",
                        "10:05:00  SPY skip: halted, 2 times until 10:10:00",
                        "10:15:00  SPY skip: cooldown",
                        "");
    }

    @Test
    void tellsEveryGateOfOneMinute() {
        List<String> lines = new ArrayList<>();
        Selection minute = new Selection(
                Optional.empty(),
                Optional.of(LocalDate.of(2026, 11, 17)),
                Optional.of(LocalTime.of(10, 5)),
                Optional.empty(),
                Optional.empty());
        ExplainText.tell(story, minute, lines::add);

        assertThat(lines)
                .contains(
                        "10:05:00  SPY gameplan hold: vix_above_threshold",
                        "          FAILED    vix: 18.4, asked for: below 18.0",
                        "          not asked signal");
    }

    @Test
    void countsWhatABacktestHeldBack() {
        JournalStory backtest = new JournalStory(Path.of("journal.db"));
        new StoryReader(backtest)
                .accept(JournalRecord.of(
                        SECOND_DAY,
                        Records.DAY_END,
                        JsonBody.object().text("date", "2026-11-18").number("holds", 18)));
        List<String> lines = new ArrayList<>();
        ExplainText.tell(backtest, Selection.EVERYTHING, lines::add);

        assertThat(lines)
                .contains(
                        "evaluated 18: 18 held still, 0 signals; 0 entries sent, 0 filled, 0 closed",
                        "held back 18, a backtest only counts them");
    }

    @Test
    void admitsThatTheSkipsOfABacktestHaveNoDate() {
        JournalStory backtest = new JournalStory(Path.of("journal.db"));
        StoryReader all = new StoryReader(backtest);
        all.accept(JournalRecord.of(
                SECOND_DAY,
                Records.DAY_END,
                JsonBody.object().text("date", "2026-11-18").number("holds", 18)));
        all.accept(JournalRecord.of(
                SECOND_DAY,
                Records.RUN_END,
                JsonBody.object()
                        .text("reason", "over")
                        .objects(
                                "skips",
                                List.of("cooldown"),
                                (skip, reason) -> skip.text("reason", reason).number("count", 4))));
        List<String> day = new ArrayList<>();
        ExplainText.tell(backtest, Selection.EVERYTHING.on(LocalDate.of(2026, 11, 18)), day::add);
        List<String> whole = new ArrayList<>();
        ExplainText.tell(backtest, Selection.EVERYTHING, whole::add);

        assertThat(day).contains("skipped   unknown, a backtest only counts them over all its dates");
        assertThat(whole).contains("skipped   cooldown 4");
    }

    @Test
    void statusTellsHowOftenABacktestHeldBack() {
        JournalStory backtest = new JournalStory(Path.of("journal.db"));
        new StoryReader(backtest)
                .accept(JournalRecord.of(
                        SECOND_DAY,
                        Records.DAY_END,
                        JsonBody.object().text("date", "2026-11-18").number("holds", 18)));
        List<String> lines = new ArrayList<>();
        StatusText.tell(backtest, Optional.empty(), lines::add);

        assertThat(lines).contains("held back  18, a backtest only counts them");
    }

    @Test
    void namesTheDatesItKnows() {
        assertThatThrownBy(() -> told(Optional.of(LocalDate.of(2026, 11, 16))))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.why()).isEqualTo("journal.db tells of 2026-11-17, 2026-11-18"));
    }
}
