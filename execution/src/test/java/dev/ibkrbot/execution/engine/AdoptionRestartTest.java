package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.journal.JournalEntry;
import dev.ibkrbot.execution.journal.JournalHead;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.stub.StubBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The process dies while it takes a position over, at each of its appends. */
class AdoptionRestartTest {
    /** Fewer than it makes. */
    private static final int MANY_APPENDS = 12;

    private static final Position FOUND = new Position(EngineScene.CALL, Quantity.of(7), Price.of("2.50"));

    private record DyingJournal(Journal durable, int[] left, boolean after) implements Journal {
        @Override
        public long append(JournalRecord record) {
            return appendAll(List.of(record));
        }

        @Override
        public long appendAll(List<JournalRecord> records) {
            left[0]--;
            if (left[0] == 0 && !after) {
                throw new Killed();
            }
            long sequence = durable.appendAll(records);
            if (left[0] == 0) {
                throw new Killed();
            }
            return sequence;
        }

        @Override
        public JournalHead head() {
            return durable.head();
        }

        @Override
        public void read(long fromSequence, Consumer<JournalEntry> reader) {
            durable.read(fromSequence, reader);
        }

        @Override
        public void close() {}
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Beyond its stop it is closed, which only a crash before that is known may forget. */
    @ParameterizedTest
    @CsvSource({"2.45, 'STOP_LOSS 7, TAKE_PROFIT 7'", "1.90, CLOSE 7"})
    @Tag("S01")
    void takesItOverOnceWhereverItIsKilled(String bid, String expected) {
        int deaths = 0;
        for (int n = 1; n <= 2 * MANY_APPENDS; n++) {
            EngineScene scene =
                    new EngineScene(StubBroker.builder().position(FOUND).build());
            ExitPlan exits = new ExitPlan(Optional.of(Percent.of("30")), Optional.of(Percent.of("20")));
            scene.settings = scene.settings.adopting(new AdoptionRule(List.of(EngineScene.SPY), exits, exits));
            quote(scene, bid);
            try {
                scene.start(new DyingJournal(scene.journal, new int[] {(n + 1) / 2}, n % 2 == 0));
            } catch (Killed e) {
                deaths++;
                restart(scene, bid);
            }
            assertThat(live(scene)).as("killed at append " + n).containsExactlyInAnyOrder(expected.split(", "));
            assertThat(scene.bodies("adopted")).hasSize(1);
            assertThat(scene.engine.snapshot(EngineScene.START).positions()).containsExactly(FOUND);
        }
        assertThat(deaths).isGreaterThan(8);
    }

    private static void quote(EngineScene scene, String bid) {
        scene.broker.quote(new Quote(
                EngineScene.CALL,
                Optional.of(Price.of(bid)),
                Optional.of(Price.of("3.00")),
                Optional.empty(),
                OptionalLong.of(100),
                scene.broker.timeline().instant(),
                DataQuality.LIVE));
    }

    private static void restart(EngineScene scene, String bid) {
        scene.inbox = new SteppedInbox();
        scene.build(scene.journal);
        scene.broker.becomes(ConnectionState.DISCONNECTED);
        scene.broker.becomes(ConnectionState.READY);
        scene.settle();
        for (int i = 0; i < 4; i++) {
            scene.broker.timeline().advanceTo(scene.broker.timeline().instant().plus(Duration.ofSeconds(15)));
            quote(scene, bid);
            scene.settle();
        }
    }

    private static List<String> live(EngineScene scene) {
        List<String> live = new ArrayList<>();
        for (OpenOrder open :
                scene.broker.orders().openOrders().toCompletableFuture().join()) {
            live.add(open.order().role() + " " + open.order().quantity());
        }
        return live;
    }
}
