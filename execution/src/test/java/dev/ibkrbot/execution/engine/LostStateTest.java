package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.journal.MemoryJournal;
import dev.ibkrbot.stub.StubBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the account holds and the journal does not know. */
class LostStateTest {
    private final EngineScene scene = new EngineScene();

    /** Another process, with a journal of its own, over the same session. */
    private EngineScene withoutTheJournal() {
        EngineScene after = new EngineScene(scene.broker);
        scene.inbox = after.inbox;
        after.build(after.journal);
        return after;
    }

    private static void connect(EngineScene after) {
        after.handle(new EngineEvent.ConnectionChanged(ConnectionState.READY));
        after.proposes("2.50");
        after.cycle();
    }

    @Test
    void haltsWhenTheBrokerKnowsOrdersThatANewJournalDoesNot() {
        scene.start().enter();

        EngineScene after = withoutTheJournal();
        connect(after);

        assertThat(after.skips()).containsExactly("halted");
        assertThat(after.bodies("halt")).singleElement().asString().contains("state_lost", "[B1-E, B1-S3, B1-T2]");
        assertThat(after.count(OrderRole.ENTRY)).isEqualTo(1);

        after.handle(new EngineEvent.ResumeRequested("seen"));
        after.handle(new EngineEvent.ConnectionChanged(ConnectionState.DISCONNECTED));
        connect(after);
        assertThat(after.count(OrderRole.ENTRY)).isEqualTo(2);
    }

    /** A backup from before the last trade is put back in place of the journal. */
    @Test
    @Tag("S12")
    void haltsWhenTheBrokerKnowsWhatCameAfterThisCopyOfTheJournal() {
        scene.start().enter();
        MemoryJournal copy = MemoryJournal.keepingRecords();
        scene.journal.read(1, entry -> copy.append(entry.record()));
        tradeAgain();

        EngineScene after = over(copy);
        connect(after);
        assertThat(after.skips()).containsExactly("halted");
        assertThat(after.bodies("halt")).singleElement().asString().contains("state_lost", "-E");

        // Once somebody has seen to it, it goes on, and the next start has nothing against it either.
        after.handle(new EngineEvent.ResumeRequested("seen"));
        after.cycle();
        EngineScene again = over(copy);
        connect(again);
        assertThat(again.bodies("halt")).hasSize(1);
    }

    private void tradeAgain() {
        scene.fill(OrderRole.TAKE_PROFIT, 10, "3.25");
        scene.advance(Duration.ofSeconds(5));
        scene.advance(Duration.ofSeconds(600));
        scene.enter();
    }

    @Test
    @Tag("S12")
    void goesOnWithTheJournalThatKnowsAllOrders() {
        scene.start().enter();
        tradeAgain();

        EngineScene after = over(scene.journal);
        after.handle(new EngineEvent.ConnectionChanged(ConnectionState.READY));

        assertThat(after.bodies("halt")).isEmpty();
        assertThat(after.engine.snapshot(EngineScene.START).state()).isEqualTo(EngineState.TRADING);
    }

    private EngineScene over(MemoryJournal journal) {
        EngineScene after = new EngineScene(scene.broker, journal);
        scene.inbox = after.inbox;
        after.build(journal);
        return after;
    }

    @Test
    void goesOnBesideOrdersOfOthersInADryRun() {
        scene.start().enter();

        EngineScene after = new EngineScene(scene.broker);
        after.settings = EngineSettings.defaults(TradingMode.DRY_RUN, List.of(EngineScene.SPY), CycleRecording.EACH);
        scene.inbox = after.inbox;
        after.build(MemoryJournal.keepingRecords());
        connect(after);

        assertThat(after.skips()).isEmpty();
    }

    @Test
    void reportsAPositionThatIsNotOursOnceAndCountsItAsExposure() {
        Position found = new Position(EngineScene.CALL, Quantity.of(7), Price.of("1.10"));
        EngineScene other = new EngineScene(StubBroker.builder().position(found).build());
        List<TradingBook> books = new ArrayList<>();
        other.gate = (proposal, book) -> {
            books.add(book);
            return EngineScene.approve(proposal, 1);
        };
        other.start().proposes("2.50");
        other.handle(new EngineEvent.ConnectionChanged(ConnectionState.DISCONNECTED));
        other.handle(new EngineEvent.ConnectionChanged(ConnectionState.READY));
        other.cycle();

        assertThat(other.alerts()).containsExactly("foreign_position", "disconnected");
        assertThat(books.get(0).positions()).containsExactly(found);
        other.advance(Duration.ofHours(5));
        assertThat(other.count(OrderRole.CLOSE)).isZero();
    }
}
