package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.execution.control.Command;
import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.journal.JournalEntry;
import dev.ibkrbot.execution.journal.JournalException;
import dev.ibkrbot.execution.journal.JournalHead;
import dev.ibkrbot.execution.journal.JournalRecord;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The disk is full, read-only or broken: from some append on the journal takes nothing more. */
class FailingJournalTest {
    private static final String FULL = "appending to the journal failed: disk I/O error";

    private final EngineScene scene = new EngineScene();

    /** Fails at its n-th append and ever after, as a poisoned one does. */
    private static final class FullJournal implements Journal {
        private final Journal journal;
        private int left;

        FullJournal(Journal journal, int appends) {
            this.journal = journal;
            this.left = appends;
        }

        @Override
        public long append(JournalRecord record) {
            return appendAll(List.of(record));
        }

        @Override
        public long appendAll(List<JournalRecord> records) {
            left--;
            if (left < 0) {
                throw new JournalException(FULL);
            }
            return journal.appendAll(records);
        }

        @Override
        public JournalHead head() {
            return journal.head();
        }

        @Override
        public void read(long fromSequence, Consumer<JournalEntry> reader) {
            journal.read(fromSequence, reader);
        }

        @Override
        public void close() {}
    }

    @Test
    @Tag("S07")
    @Tag("S08")
    @Tag("S09")
    @Tag("P2")
    void sendsNoEntryThatCannotBeJournaledAndStopsForAllToSee() {
        FullJournal full = new FullJournal(scene.journal, 0);
        scene.build(full);
        full.left = 20;
        scene.broker.connect(scene.engine.brokerListener());
        scene.settle();
        scene.proposes("2.50");
        full.left = 0;

        assertThatThrownBy(scene::cycle).isInstanceOf(JournalException.class).hasMessage(FULL);

        assertThat(scene.orders()).isEmpty();
        assertThat(scene.engine.isEnded()).isTrue();
        assertThat(scene.engine.status().state()).isEqualTo(EngineState.STOPPED);
        assertThat(scene.engine.status().haltReason()).isEqualTo("the journal failed: " + FULL);
        assertThat(scene.alerts()).containsExactly("journal_failed");
    }

    @Test
    @Tag("S07")
    @Tag("S08")
    void leavesTheExitsAtTheBrokerAndTouchesNothingAfterwards() {
        FullJournal full = new FullJournal(scene.journal, 100);
        scene.start(full);
        scene.enter();
        int sent = scene.orders().size();
        full.left = 0;

        assertThatThrownBy(() -> scene.fill(OrderRole.TAKE_PROFIT, 4, "3.25")).isInstanceOf(JournalException.class);
        full.left = 100;
        scene.broker.becomes(ConnectionState.DISCONNECTED);
        scene.broker.becomes(ConnectionState.READY);
        scene.drain();
        scene.advance(Duration.ofHours(1));
        scene.cycle();

        assertThat(scene.orders()).hasSize(sent);
        assertThat(scene.broker.cancelRequests()).isEmpty();
        assertThat(scene.broker.orders().openOrders().toCompletableFuture().join())
                .extracting(open -> open.order().role())
                .containsExactlyInAnyOrder(OrderRole.TAKE_PROFIT, OrderRole.STOP_LOSS);
    }

    /** Whatever append fails: nothing is sent that is not in the journal, and nothing after it. */
    @Test
    @Tag("S07")
    @Tag("P2")
    void sendsNothingThatIsNotJournaledWhicheverAppendFails() {
        int failures = 0;
        for (int n = 0; n < 40; n++) {
            EngineScene each = new EngineScene();
            try {
                each.start(new FullJournal(each.journal, n));
                each.enter();
                each.fill(OrderRole.TAKE_PROFIT, 4, "3.25");
                each.advance(Duration.ofSeconds(60));
            } catch (JournalException e) {
                failures++;
                each.inbox.clear();
                each.broker.report(new OrderEvent.Accepted(
                        each.orders().isEmpty()
                                ? new OrderId(1)
                                : each.orders().get(0).id(),
                        new OrderRef("B1-E"),
                        EngineScene.START));
                each.advance(Duration.ofMinutes(10));
            }
            String journaled = String.join("\n", each.bodies("intent"));
            assertThat(each.orders())
                    .as("sent when append " + n + " failed")
                    .allMatch(order -> journaled.contains("'" + order.ref().value() + "'"));
        }
        assertThat(failures).isGreaterThan(12);
    }

    /** Entries end while there is still room for the records of exits. */
    @Test
    @Tag("S07")
    void leavesTheLastOfTheDiskToExits() {
        scene.start().enter();
        scene.handle(new EngineEvent.SpaceMeasured(10 << 20));
        scene.handle(new EngineEvent.SpaceMeasured(9 << 20));
        scene.fill(OrderRole.TAKE_PROFIT, 4, "3.25");
        Command flatten = new Command("f", Command.Action.FLATTEN, Command.ALL, "test", EngineScene.START, "test");
        scene.handle(new EngineEvent.Commanded(flatten, outcome -> {}));
        scene.advance(Duration.ofSeconds(5));
        assertThat(scene.count(OrderRole.CLOSE)).isEqualTo(1);
        scene.fill(OrderRole.CLOSE, 6, "2.40");
        scene.advance(Duration.ofSeconds(5));
        scene.advance(Duration.ofSeconds(600));

        scene.cycle();
        assertThat(scene.skips()).containsExactly("disk_low");
        assertThat(scene.alerts()).containsOnlyOnce("disk_low");
        scene.handle(new EngineEvent.SpaceMeasured(1L << 30));
        assertThat(scene.bodies("latch_released")).containsExactly("{'code':'disk_low'}");
        scene.cycle();
        assertThat(scene.count(OrderRole.ENTRY)).isEqualTo(2);
    }
}
