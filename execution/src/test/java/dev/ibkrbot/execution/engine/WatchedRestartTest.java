package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.order.ExitSettings.CloseStyle;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Exits that the bot itself watches for, and the bot dies. */
@Tag("S01")
class WatchedRestartTest {
    private final RefusingScene held = new RefusingScene(CloseStyle.LIMIT);
    private final EngineScene scene = held.scene;

    private void die() {
        scene.inbox = new SteppedInbox();
        scene.build(scene.journal);
        scene.broker.becomes(ConnectionState.DISCONNECTED);
        scene.broker.becomes(ConnectionState.READY);
        scene.settle();
    }

    @Test
    @Tag("OC2")
    void goesOnWatchingAtTheSameLevelsAndSaysSo() {
        scene.start().enter();
        held.poll("2.50");
        long journaled = scene.journal.head().sequence();

        die();
        assertThat(scene.linesFrom(journaled + 1))
                .anyMatch(line -> line.startsWith("alert") && line.contains("exits_watched"));
        assertThat(scene.bodies("exit_watch")).hasSize(1);
        assertThat(held.placed()).isEmpty();
        held.poll("2.01");
        assertThat(held.placed()).isEmpty();
        held.poll("2.00");

        assertThat(held.placed()).containsExactly("CLOSE SELL 10 LMT 2.00");
        assertThat(held.reasonAfterFill(OrderRole.CLOSE, 10, "2.00")).containsExactly("stop_loss");
    }

    @Test
    @Tag("OC1")
    void leavesTheOrderAtTheTargetWhereItIs() {
        scene.start().enter();
        held.poll("3.00");

        die();
        held.poll("3.00");
        held.poll("2.50");

        assertThat(held.placed()).containsExactly("TAKE_PROFIT SELL 10 LMT 3.00");
        assertThat(held.liveAtBroker()).containsExactly("TAKE_PROFIT LMT 3.00");
        assertThat(held.reasonAfterFill(OrderRole.TAKE_PROFIT, 10, "3.00")).containsExactly("take_profit");
    }

    @Test
    void goesOnWithAStopThatWasReachedThoughThePriceIsBack() {
        scene.start().enter();
        held.refusing.forgetsCancels = true;
        held.poll("3.00");
        held.poll("2.00");
        held.refusing.forgetsCancels = false;

        die();
        held.poll("2.80");
        held.poll("2.80");

        assertThat(held.placed()).containsExactly("TAKE_PROFIT SELL 10 LMT 3.00", "CLOSE SELL 10 LMT 2.80");
        assertThat(held.reasonAfterFill(OrderRole.CLOSE, 10, "2.80")).containsExactly("stop_loss");
    }

    @Test
    void watchesNothingThatIsOver() {
        scene.start().enter();
        held.poll("3.00");
        assertThat(held.reasonAfterFill(OrderRole.TAKE_PROFIT, 10, "3.00")).containsExactly("take_profit");
        long alerts = scene.bodies("alert").size();

        die();
        held.poll("1.80");

        assertThat(scene.bodies("alert")).hasSize((int) alerts);
        assertThat(held.placed()).hasSize(1);
    }

    @Test
    @Tag("P5")
    void neitherSellsTwiceNorForgetsWhereverItIsKilled() {
        int deaths = RestartTest.everyDeath(
                scene -> new RefusingScene(scene, CloseStyle.LIMIT), WatchedRestartTest::sellsAPartAndIsStoppedOut);

        assertThat(deaths).isGreaterThan(40);
    }

    private static void sellsAPartAndIsStoppedOut(EngineScene scene) {
        scene.cycle();
        RestartTest.fillAll(scene, OrderRole.ENTRY, 10, "2.50");
        scene.advance(Duration.ofSeconds(6));
        requireOnce(scene);
        RefusingScene.poll(scene, "2.50");
        RefusingScene.poll(scene, "3.00");
        requireOnce(scene);
        RestartTest.fillAll(scene, OrderRole.TAKE_PROFIT, 4, "3.00");
        RefusingScene.poll(scene, "2.90");
        requireOnce(scene);
        for (int i = 0; i < 20; i++) {
            RefusingScene.poll(scene, "2.00");
            requireOnce(scene);
            RestartTest.fillAll(scene, OrderRole.CLOSE, 3, "2.00");
        }
    }

    /** All that may be sold together is no more than what is held. */
    private static void requireOnce(EngineScene scene) {
        Quantity offered = scene.broker.orders().openOrders().toCompletableFuture().join().stream()
                .filter(open -> open.order().role().isExit())
                .map(WatchedRestartTest::remaining)
                .reduce(Quantity.ZERO, Quantity::plus);
        assertThat(offered.compareTo(RestartTest.held(scene))).isNotPositive();
    }

    private static Quantity remaining(OpenOrder open) {
        return open.order().quantity().minus(open.filled());
    }
}
