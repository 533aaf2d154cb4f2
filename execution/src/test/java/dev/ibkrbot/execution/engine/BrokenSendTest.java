package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The connection breaks in the moment an order is written: it may or may not have arrived. */
@Tag("C14")
class BrokenSendTest {
    private final EngineScene scene = new EngineScene();
    private final ListedBroker broker = new ListedBroker(scene.broker);

    private void start() {
        scene.wrapped = Optional.of(broker);
        scene.start().proposes("2.50");
    }

    private void comeBack() {
        scene.broker.becomes(ConnectionState.DISCONNECTED);
        scene.drain();
        broker.breaks = ListedBroker.Breaks.NEVER;
        scene.advance(Duration.ofSeconds(20));
        scene.broker.becomes(ConnectionState.READY);
        scene.drain();
    }

    private void keepTrying() {
        for (int i = 0; i < 10; i++) {
            scene.proposes("2.50");
            scene.cycle();
            scene.advance(Duration.ofSeconds(10));
        }
    }

    private List<OpenOrder> live() {
        return scene.broker.orders().openOrders().toCompletableFuture().join();
    }

    @Test
    void sendsNoSecondEntryWhenTheFirstArrived() {
        start();
        broker.breaks = ListedBroker.Breaks.AFTER_SENDING;
        scene.cycle();
        assertThat(scene.alerts()).containsExactly("send_failed");
        assertThat(scene.bodies("order"))
                .anyMatch(body -> body.contains("'role':'ENTRY'") && body.contains("IN_DOUBT"));

        comeBack();

        // It never filled, so it is canceled after reconnecting; nothing else was sent for it.
        assertThat(scene.broker.cancelRequests()).containsExactly(new OrderId(1));
        assertThat(scene.count(OrderRole.ENTRY)).isEqualTo(1);
        assertThat(live()).isEmpty();
    }

    @Test
    void protectsWhatFilledWhileNobodyKnewThatTheEntryHadArrived() {
        start();
        broker.breaks = ListedBroker.Breaks.AFTER_SENDING;
        scene.cycle();
        scene.broker.becomes(ConnectionState.DISCONNECTED);
        scene.broker.fill(new OrderId(1), Quantity.of(10), Price.of("2.50"));
        scene.inbox.clear();

        comeBack();
        keepTrying();

        assertThat(scene.count(OrderRole.ENTRY)).isEqualTo(1);
        assertThat(scene.bodies("fill")).hasSize(1);
        assertThat(live())
                .extracting(open -> open.order().role())
                .containsExactlyInAnyOrder(OrderRole.TAKE_PROFIT, OrderRole.STOP_LOSS);
    }

    @Test
    @Tag("P1")
    void neverSendsAgainWhatDidNotArrive() {
        start();
        broker.breaks = ListedBroker.Breaks.BEFORE_SENDING;
        scene.cycle();
        comeBack();
        assertThat(scene.bodies("abandoned")).isEmpty();
        keepTrying();

        assertThat(scene.bodies("abandoned")).singleElement().asString().contains("'reason':'lost'");
        assertThat(scene.orders()).isEmpty();
    }

    @Test
    @Tag("P4")
    void placesAStopThatDidNotArriveAgain() {
        start();
        scene.cycle();
        broker.breaks = ListedBroker.Breaks.BEFORE_SENDING;
        // Filled at 2.40, the exits belong elsewhere: the new ones do not arrive, the old stop stays.
        scene.fill(OrderRole.ENTRY, 10, "2.40");

        comeBack();
        scene.advance(Duration.ofSeconds(15));
        scene.advance(Duration.ofSeconds(15));

        assertThat(live())
                .extracting(open -> open.order().role() + " " + open.order().terms())
                .containsExactlyInAnyOrder("STOP_LOSS STP 1.92", "TAKE_PROFIT LMT 3.15");
    }
}
