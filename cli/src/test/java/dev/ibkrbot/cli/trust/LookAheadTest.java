package dev.ibkrbot.cli.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.journal.RecordType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LookAheadTest {
    private static final Instant CUT = Instant.parse("2026-11-18T15:00:00Z");

    private static JournalRecord record(int seconds, String type, String text) {
        return JournalRecord.of(
                CUT.plusSeconds(seconds), RecordType.of(type), JsonBody.object().text("what", text));
    }

    @Test
    void namesTheFirstRecordThatChanged() {
        JournalRecord bought = record(-60, "signal", "BUY");
        JournalRecord held = record(-60, "signal", "HOLD");
        JournalRecord before = record(-120, "skip", "x");
        assertThat(LookAhead.difference(CUT, List.of(before, bought), List.of(before, held)))
                .hasValue(new LookAhead.Difference(CUT, Optional.of(bought), Optional.of(held)));
        assertThat(LookAhead.difference(CUT, List.of(before, bought), List.of(before)))
                .hasValue(new LookAhead.Difference(CUT, Optional.of(bought), Optional.empty()));
    }

    @Test
    void looksOnlyAtWhatWasDoneUpToTheCut() {
        List<JournalRecord> whole =
                List.of(record(-600, "run_start", "3 days"), record(0, "signal", "BUY"), record(0, "fill", "at once"));
        List<JournalRecord> cut =
                List.of(record(-600, "run_start", "1 day"), record(0, "signal", "BUY"), record(1, "run_end", "over"));
        assertThat(LookAhead.difference(CUT, whole, cut)).isEmpty();
        assertThat(LookAhead.difference(CUT, whole, List.of(record(0, "signal", "SELL"))))
                .isPresent();
    }
}
