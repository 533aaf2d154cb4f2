package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.control.Command;
import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.journal.JournalEntry;
import dev.ibkrbot.execution.journal.JournalHead;
import dev.ibkrbot.execution.journal.JournalRecord;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RestartTest {
    /** More appends than the story below makes. */
    private static final int MOST_APPENDS = 60;

    private static final Pattern EXECUTION = Pattern.compile("'execution':'([^']+)'");

    /** Dies at its n-th append, before or after the records have become durable. */
    static final class DyingJournal implements Journal {
        private final Journal durable;
        private final boolean after;
        private int left;

        DyingJournal(Journal durable, int appends, boolean after) {
            this.durable = durable;
            this.left = appends;
            this.after = after;
        }

        @Override
        public long append(JournalRecord record) {
            return appendAll(List.of(record));
        }

        @Override
        public long appendAll(List<JournalRecord> records) {
            left--;
            if (left == 0 && !after) {
                throw new Killed();
            }
            long sequence = durable.appendAll(records);
            if (left == 0) {
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

    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    @Tag("S01")
    @Tag("P5")
    void neitherDoublesAnEntryNorLosesAFillWhereverItIsKilled() {
        assertThat(everyDeath(RestartTest::takesItsProfit)).isGreaterThan(20);
    }

    @Test
    @Tag("S01")
    @Tag("P5")
    void resumesResizedExitsWhereverItIsKilled() {
        assertThat(everyDeath(RestartTest::isPartlyFilledAndStoppedOut)).isGreaterThan(50);
    }

    @Test
    @Tag("S01")
    @Tag("PM4")
    void goesOnClosingWhatAPersonAskedForWhereverItIsKilled() {
        assertThat(everyDeath(RestartTest::isFlattenedByAPerson)).isGreaterThan(30);
    }

    @Test
    @Tag("S01")
    @Tag("P5")
    void survivesBeingKilledAgainWhileRecovering() {
        int deaths = 0;
        for (int first = 1; first <= 30; first++) {
            for (int second = 1; second <= 20; second++) {
                deaths += run(
                        scene -> {}, RestartTest::isPartlyFilledAndStoppedOut, List.of(first, second), second % 2 == 0);
            }
        }
        assertThat(deaths).isGreaterThan(600);
    }

    private static int everyDeath(Consumer<EngineScene> story) {
        return everyDeath(scene -> {}, story);
    }

    /** Kills the story before and after each of its appends; how often it died. */
    static int everyDeath(Consumer<EngineScene> setting, Consumer<EngineScene> story) {
        int deaths = 0;
        for (int n = 1; n <= MOST_APPENDS; n++) {
            deaths += run(setting, story, List.of(n), false);
            deaths += run(setting, story, List.of(n), true);
        }
        return deaths;
    }

    /** Lives once for each number of appends, and a last time without dying; how often it died. */
    private static int run(
            Consumer<EngineScene> setting, Consumer<EngineScene> story, List<Integer> lives, boolean after) {
        EngineScene scene = new EngineScene();
        setting.accept(scene);
        Plan.Proposed signal = scene.proposal("2.50");
        scene.planner = symbol -> CompletableFuture.completedFuture(signal);
        boolean connected = false;
        int deaths = 0;
        for (int life = 0; life <= lives.size(); life++) {
            Journal journal =
                    life < lives.size() ? new DyingJournal(scene.journal, lives.get(life), after) : scene.journal;
            try {
                if (connected) {
                    restart(scene, journal);
                } else {
                    connected = true;
                    scene.start(journal);
                }
                story.accept(scene);
                break;
            } catch (Killed e) {
                deaths++;
            }
        }
        check(scene, "killed " + (after ? "after" : "before") + " appends " + lives);
        return deaths;
    }

    private static void restart(EngineScene scene, Journal journal) {
        scene.inbox = new SteppedInbox();
        scene.build(journal);
        // The stub reports to the dead engine's listener, which leaves what it says in the scene's present inbox.
        scene.broker.becomes(ConnectionState.DISCONNECTED);
        scene.broker.becomes(ConnectionState.READY);
        scene.settle();
        for (int i = 0; i < 4; i++) {
            scene.advance(Duration.ofSeconds(15));
        }
    }

    private static void takesItsProfit(EngineScene scene) {
        scene.cycle();
        fillAll(scene, OrderRole.ENTRY, 10, "2.50");
        scene.advance(Duration.ofSeconds(6));
        fillAll(scene, OrderRole.TAKE_PROFIT, 10, "3.25");
        cancelAll(scene, OrderRole.STOP_LOSS);
        linger(scene);
    }

    private static void isPartlyFilledAndStoppedOut(EngineScene scene) {
        scene.cycle();
        fillAll(scene, OrderRole.ENTRY, 4, "2.50");
        scene.advance(Duration.ofSeconds(30));
        fillAll(scene, OrderRole.TAKE_PROFIT, 1, "3.25");
        scene.advance(Duration.ofSeconds(12));
        fillAll(scene, OrderRole.STOP_LOSS, 10, "1.95");
        cancelAll(scene, OrderRole.TAKE_PROFIT);
        linger(scene);
    }

    /** Asked once, whatever becomes of the process that was asked. */
    private static void isFlattenedByAPerson(EngineScene scene) {
        scene.cycle();
        fillAll(scene, OrderRole.ENTRY, 10, "2.50");
        scene.advance(Duration.ofSeconds(6));
        if (scene.bodies("control").isEmpty()) {
            Command flatten =
                    new Command("c1", Command.Action.FLATTEN, Command.ALL, "max", EngineScene.START, "enough");
            scene.handle(new EngineEvent.Commanded(flatten, answer -> {}));
        }
        for (int i = 0; i < 4; i++) {
            scene.advance(Duration.ofSeconds(10));
            fillAll(scene, OrderRole.CLOSE, 4, "2.45");
        }
        linger(scene);
        assertThat(scene.bodies("exit")).allSatisfy(exit -> assertThat(exit).contains("'reason':'requested'"));
    }

    private static void linger(EngineScene scene) {
        for (int i = 0; i < 8; i++) {
            scene.advance(Duration.ofSeconds(10));
        }
        fillAll(scene, OrderRole.STOP_LOSS, 10, "1.95");
        cancelAll(scene, OrderRole.TAKE_PROFIT);
        for (int i = 0; i < 8; i++) {
            scene.advance(Duration.ofSeconds(10));
        }
    }

    /** Fills open orders of a role with at most so much, and never sells more than is held, as an exchange would. */
    static void fillAll(EngineScene scene, OrderRole role, long most, String price) {
        for (OpenOrder open : openOrders(scene, role)) {
            Quantity quantity = open.order().quantity().minus(open.filled()).min(Quantity.of(most));
            quantity = role.isExit() ? quantity.min(held(scene)) : quantity;
            if (quantity.isPositive()) {
                scene.broker.fill(open.order().id(), quantity, Price.of(price));
                scene.drain();
            }
        }
    }

    static Quantity held(EngineScene scene) {
        return scene.broker.accounts().positions().toCompletableFuture().join().stream()
                .map(Position::quantity)
                .reduce(Quantity.ZERO, Quantity::plus);
    }

    private static void cancelAll(EngineScene scene, OrderRole role) {
        openOrders(scene, role)
                .forEach(open -> scene.cancelAtBroker(open.order().id()));
    }

    static List<OpenOrder> openOrders(EngineScene scene, OrderRole role) {
        return scene.broker.orders().openOrders().toCompletableFuture().join().stream()
                .filter(open -> open.order().role() == role)
                .toList();
    }

    private static void check(EngineScene scene, String when) {
        assertThat(scene.count(OrderRole.ENTRY)).as("entries, " + when).isLessThanOrEqualTo(1);
        List<String> atBroker = scene.broker.orders().executions().toCompletableFuture().join().stream()
                .map(execution -> execution.id().value())
                .toList();
        List<String> journaled = scene.bodies("fill").stream()
                .map(EXECUTION::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .toList();
        assertThat(journaled).as("fills, " + when).containsExactlyInAnyOrderElementsOf(atBroker);
        assertThat(scene.broker.accounts().positions().toCompletableFuture().join())
                .as("positions, " + when)
                .isEmpty();
        assertThat(scene.broker.orders().openOrders().toCompletableFuture().join())
                .as("open orders, " + when)
                .isEmpty();
        List<Integer> ids =
                scene.orders().stream().map(order -> order.id().value()).toList();
        assertThat(ids).as("order ids, " + when).doesNotHaveDuplicates().isSorted();
        EngineStatus status = scene.engine.snapshot(scene.broker.timeline().instant());
        assertThat(status.workingOrders()).as("working orders, " + when).isEmpty();
        assertThat(scene.bodies("exit").size() + scene.bodies("abandoned").size())
                .as("ends, " + when)
                .isLessThanOrEqualTo(1);
    }
}
