package dev.ibkrbot.cli.gameplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.execution.engine.EngineEvent;
import dev.ibkrbot.execution.engine.Gate;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.journal.MemoryJournal;
import dev.ibkrbot.execution.order.Records;
import dev.ibkrbot.risk.RiskLimits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When another plan comes into force, and which of that counts as a change of strategy. */
class FollowedGameplanTest {
    private static final Instant MORNING = Instant.parse("2026-02-26T15:00:00Z");
    private static final String A = GameplanTexts.WHOLE;
    private static final String B = A.replace("\"strategy\": \"A\"", "\"strategy\": \"B\"");
    private static final String C = A.replace("\"strategy\": \"A\"", "\"strategy\": \"C\"");
    private static final String HALF = A.substring(0, 200);

    private final MemoryJournal journal = MemoryJournal.keepingRecords();
    private final List<String> log = new ArrayList<>();
    private Instant now = MORNING;
    private String text = A;
    private FollowedGameplan followed = started();

    private FollowedGameplan started() {
        FollowedGameplan day = new FollowedGameplan(this::reading, MarketCalendar.nyse(), now, log::add);
        day.begin(journal, now);
        return day;
    }

    private GameplanReading reading(LocalDate date) {
        return GameplanFile.read(text.getBytes(StandardCharsets.UTF_8), GameplanTexts.RULES.on(date));
    }

    /** Changes the file, looks twice, and says what came of it: the strategy in force and the change that counts. */
    private String after(String next) {
        text = next;
        assertThat(followed.changed(now)).isEmpty();
        Optional<EngineEvent.StrategyPivoted> pivot =
                followed.changed(now).flatMap(it -> followed.follow(it, journal, now));
        return followed.plan().strategy()
                + pivot.map(it -> " " + it.from() + it.to()).orElse("");
    }

    @Test
    void entersNothingByAHalfWrittenFileAndGoesOnWithTheNextGoodOne() {
        assertThat(after(HALF)).isEqualTo("C");
        assertThat(after(A)).isEqualTo("A");
        assertThat(after("")).isEqualTo("C");
        assertThat(after(A)).isEqualTo("A");
        assertThat(log)
                .extracting(line -> line.replaceAll(" \\(.*", ""))
                .containsExactly(
                        "strategy A on 2026-02-26: accepted",
                        "strategy C on 2026-02-26: invalid_json",
                        "strategy A on 2026-02-26: accepted",
                        "strategy C on 2026-02-26: empty_file",
                        "strategy A on 2026-02-26: accepted");
    }

    @Test
    void countsChangesBetweenAcceptedPlansAlone() {
        assertThat(after(HALF)).isEqualTo("C");
        assertThat(after(B)).isEqualTo("B AB");
        assertThat(after(C)).isEqualTo("C BC");
        assertThat(after(HALF)).isEqualTo("C");
        followed = started();
        assertThat(after(C)).isEqualTo("C");
        assertThat(after(A)).isEqualTo("A CA");
    }

    @Test
    void doesNotTakeAFileThatLooksOtherwiseTheNextTime() {
        text = HALF;
        assertThat(followed.changed(now)).isEmpty();
        text = A;
        assertThat(followed.changed(now)).isEmpty();
        assertThat(followed.changed(now)).isEmpty();
        assertThat(log).hasSize(1);
    }

    @Test
    void takesThePlanOfTheNextDateAtOnce() {
        // Midnight in New York, which is five hours behind Greenwich then.
        now = Instant.parse("2026-02-27T04:59:59Z");
        assertThat(followed.changed(now)).isEmpty();
        now = Instant.parse("2026-02-27T05:00:00Z");
        assertThat(followed.changed(now)).map(it -> it.refusal().orElse("")).hasValue("not_today");
    }

    @Test
    void tellsWhatIsWrongBeforeWhatIsOdd() {
        after(A.replace("\"regime\": \"normal\"", "\"regime\": \"bull\"").replace("premium_gate", "premium_gates"));
        assertThat(log.get(1)).startsWith("strategy C on 2026-02-26: schema_violation (regime: 'bull' is not one of ");
    }

    private List<String> alerts() {
        List<String> codes = new ArrayList<>();
        journal.read(1, entry -> {
            if (entry.record().type().equals(Records.ALERT)) {
                codes.add(entry.record().parsedBody().requiredText("code"));
            }
        });
        return codes;
    }

    @Test
    void alertsOfAMissingPlanOnceAndNotWhileThereIsTimeToWriteOne() {
        now = Instant.parse("2026-02-27T05:00:00Z");
        followed.changed(now).ifPresent(it -> followed.follow(it, journal, now));
        followed.alert(journal, now);
        followed.alert(journal, Instant.parse("2026-02-27T14:14:59Z"));
        assertThat(alerts()).isEmpty();
        followed.alert(journal, Instant.parse("2026-02-27T14:15:00Z"));
        followed.alert(journal, Instant.parse("2026-02-27T14:15:01Z"));
        assertThat(alerts()).containsExactly("gameplan_not_today");
        now = Instant.parse("2026-02-28T14:15:00Z");
        followed.changed(now).ifPresent(it -> followed.follow(it, journal, now));
        assertThat(alerts()).as("a Saturday").hasSize(1);
    }

    @Test
    void remembersOverARestartThatTheIndexEndedTheDay() {
        assertThat(started().breached()).isEmpty();
        JsonBody evaluation = JsonBody.object().text("outcome", "vix_above_threshold");
        journal.append(JournalRecord.of(now, Records.SIGNAL, evaluation));
        assertThat(started().breached()).hasValue(LocalDate.of(2026, 2, 26));
    }

    @Test
    void takesADayWhoseIndexReachedTheBoundForOneOfStrategyC() {
        Gate gate = GameplanDay.gate(followed, RiskLimits.defaults());
        assertThat(gate.exits().reason()).isEqualTo("strategy_a");
        followed.breach(LocalDate.of(2026, 2, 26));
        assertThat(gate.exits().reason()).isEqualTo("strategy_c");
        followed.alert(journal, now);
        followed.alert(journal, now);
        FollowedGameplan restarted = started();
        assertThat(restarted.breached()).hasValue(LocalDate.of(2026, 2, 26));
        restarted.alert(journal, now);
        assertThat(alerts()).containsExactly("vix_above_threshold");
        restarted.alert(journal, now.plusSeconds(86_400));
        assertThat(alerts()).as("yesterday's").hasSize(1);
    }
}
