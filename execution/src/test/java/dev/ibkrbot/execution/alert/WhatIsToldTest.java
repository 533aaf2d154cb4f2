package dev.ibkrbot.execution.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.execution.alert.Alert.Kind;
import dev.ibkrbot.execution.alert.Alert.Level;
import dev.ibkrbot.execution.journal.JournalEntry;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.journal.RecordType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which records are told, how often and in what words. */
class WhatIsToldTest {
    private static final Instant NOON = Instant.parse("2026-11-18T17:00:00Z");

    private static JournalRecord record(String type, String... fields) {
        JsonBody body = JsonBody.object();
        for (int i = 0; i < fields.length; i += 2) {
            body.text(fields[i], fields[i + 1]);
        }
        return JournalRecord.of(NOON, RecordType.of(type), body);
    }

    private static JournalRecord alert(String severity, String code, String message) {
        return record("alert", "severity", severity, "code", code, "message", message);
    }

    @Test
    void tellsOneIncidentOnceAndTwoOfAKindTwice() {
        AlertThrottle throttle = new AlertThrottle(Duration.ofMinutes(5));
        List<String> told = new ArrayList<>();
        List<JournalRecord> records = List.of(
                record("halt", "reason", "disk full"),
                alert("CRITICAL", "halted", "disk full"),
                record("circuit_breaker_open", "symbol", "SPY", "reason", "3 failures", "until", "later"),
                alert("WARNING", "breaker_open", "SPY: 3 failures"),
                alert("CRITICAL", "overfill", "more than ordered: SPY"),
                record("freeze", "symbol", "SPY", "reason", "overfill"),
                alert("CRITICAL", "unprotected", "no stop acknowledged: a"),
                alert("CRITICAL", "unprotected", "no stop acknowledged: b"),
                alert("CRITICAL", "unprotected", "no stop acknowledged: a"),
                alert("WARNING", "paused", "60 s"),
                alert("CRITICAL", "paused", "60 s"),
                record("unfreeze", "symbol", "SPY"));
        long sequence = 0;
        for (JournalRecord record : records) {
            AlertRules.alert(new JournalEntry(++sequence, record), new DayTally())
                    .filter(throttle::admits)
                    .ifPresent(alert -> told.add(alert.level() + " " + alert.title()));
        }
        assertThat(told)
                .containsExactly(
                        "CRITICAL trading is halted",
                        "WARNING breaker open for SPY",
                        "CRITICAL overfill",
                        "CRITICAL unprotected",
                        "CRITICAL unprotected",
                        "WARNING paused",
                        "CRITICAL paused",
                        "INFO entries in SPY are allowed again");
    }

    @Test
    void tellsAStormOfOneKindUpToABound() {
        AlertThrottle throttle = new AlertThrottle(Duration.ofMinutes(5));
        long told = 0;
        for (int i = 0; i < 1000; i++) {
            Alert one = new Alert(i, Kind.INCIDENT, "broker_notice", Level.CRITICAL, "notice", "text " + i, NOON);
            told += throttle.admits(one) ? 1 : 0;
        }
        assertThat(told).isEqualTo(10);
        Alert later = new Alert(1, Kind.INCIDENT, "broker_notice", Level.CRITICAL, "n", "x", NOON.plusSeconds(300));
        assertThat(throttle.admits(later)).isTrue();
    }

    @Test
    void tellsOfTheSecondSymbolThatOneMessageFreezes() {
        AlertThrottle throttle = new AlertThrottle(Duration.ofMinutes(5));
        List<String> told = new ArrayList<>();
        for (String symbol : List.of("SPY", "QQQ")) {
            Instant at = NOON.plusSeconds(told.size());
            Alert cause = new Alert(1, Kind.INCIDENT, "broker_notice", Level.CRITICAL, "notice", "code 4711", at);
            Alert freeze = new Alert(2, Kind.INCIDENT, "freeze/" + symbol, Level.CRITICAL, symbol, "broker_notice", at);
            List.of(cause, freeze).stream()
                    .filter(throttle::admits)
                    .map(Alert::title)
                    .forEach(told::add);
        }
        Alert halt = new Alert(3, Kind.INCIDENT, "halt", Level.CRITICAL, "halt", "broker_notice", NOON);
        assertThat(throttle.admits(halt)).isTrue();
        assertThat(told).containsExactly("notice", "QQQ");
    }

    @Test
    void masksAccountsThatABrokerNames() {
        JournalEntry notice = new JournalEntry(
                1, alert("CRITICAL", "broker_notice", "DU1234567 and U7654321 may not trade F, U 100"));
        assertThat(AlertRules.alert(notice, new DayTally()))
                .map(Alert::text)
                .hasValue("***567 and ***321 may not trade F, U 100");
    }

    @Test
    void wordsATitleInOneLineWhateverTheRecordSays() {
        JournalEntry odd = new JournalEntry(
                3,
                record("control", "by", "eve\nroot", "action", "pause", "target", "", "reason", "", "outcome", "ok"));
        assertThat(AlertRules.alert(odd, new DayTally())).map(Alert::title).hasValue("eve root asked for pause");
    }

    @Test
    void namesAtTheEndOfADayWhatWasNeverAskedAndWhatCannotFire() {
        DayTally tally = new DayTally();
        for (int i = 1; i <= 3; i++) {
            tally.see(new JournalEntry(i, record("signal", "strategy", "scalp", "action", i == 2 ? "BUY" : "HOLD")));
        }
        JsonBody end = JsonBody.object()
                .text("date", "2026-11-18")
                .objects(
                        "strategies",
                        List.of("fade", "scalp", "whale"),
                        (item, name) -> item.text("strategy", name)
                                .number("evaluations", name.equals("whale") ? 7 : 0)
                                .number("signals", 0)
                                .flag("can_fire", !name.equals("whale")));
        assertThat(AlertRules.alert(new JournalEntry(4, JournalRecord.of(NOON, RecordType.of("day_end"), end)), tally))
                .map(Alert::text)
                .hasValue("date: 2026-11-18\nfade: 0 evaluations, 0 signals\nscalp: 3 evaluations, 1 signals\n"
                        + "whale: 7 evaluations, 0 signals, cannot fire: its self-test came to none");
    }
}
