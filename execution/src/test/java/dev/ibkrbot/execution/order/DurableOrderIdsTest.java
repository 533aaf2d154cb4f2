package dev.ibkrbot.execution.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.execution.journal.MemoryJournal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DurableOrderIdsTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-18T15:30:00Z"));

    private final MemoryJournal journal = MemoryJournal.keepingRecords();

    private List<String> bodies() {
        List<String> bodies = new ArrayList<>();
        journal.read(1, entry -> bodies.add(entry.record().body()));
        return bodies;
    }

    @Test
    void journalsABlockBeforeItsFirstIdIsUsed() {
        DurableOrderIds ids = new DurableOrderIds(journal, CLOCK, 0);
        assertThat(bodies()).isEmpty();

        assertThat(ids.next().value()).isEqualTo(1);

        assertThat(bodies()).containsExactly("{\"reserved_to\":1000}");
        for (int i = 2; i <= 1001; i++) {
            assertThat(ids.next().value()).isEqualTo(i);
        }
        assertThat(bodies()).containsExactly("{\"reserved_to\":1000}", "{\"reserved_to\":2000}");
    }

    @Test
    void neverRepeatsAnIdAfterARestart() {
        DurableOrderIds before = new DurableOrderIds(journal, CLOCK, 0);
        before.next();
        before.next();

        int highWater = JournalReplay.fold(journal).highWater();
        DurableOrderIds after = new DurableOrderIds(journal, CLOCK, highWater);

        assertThat(after.next().value()).isEqualTo(1001);
    }

    @Test
    void goesOnAboveWhatTheBrokerKnows() {
        DurableOrderIds ids = new DurableOrderIds(journal, CLOCK, 10);
        ids.raiseAbove(5);
        assertThat(ids.next().value()).isEqualTo(11);

        ids.raiseAbove(5000);
        assertThat(ids.next().value()).isEqualTo(5001);

        ids.raiseAbove(Integer.MAX_VALUE);
        assertThat(ids.next().value()).isEqualTo(5002);
    }
}
