package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The broker says nothing for a while, or forgets what it was asked. */
class SilentBrokerTest {
    private final EngineScene scene = new EngineScene();
    private final ListedBroker broker = new ListedBroker(scene.broker);

    private void start() {
        scene.wrapped = Optional.of(broker);
        scene.start().proposes("2.50");
    }

    private List<OrderId> working() {
        return scene.engine.snapshot(EngineScene.START).workingOrders().stream()
                .map(open -> open.order().id())
                .toList();
    }

    @Test
    @Tag("O09")
    @Tag("O10")
    @Tag("P11")
    void countsAnEntryWhoseCancelIsNotAnsweredAndReplacesItByNothing() {
        start();
        scene.cycle();
        broker.forgetsCancels = true;

        scene.advance(Duration.ofSeconds(30));
        for (int i = 0; i < 30; i++) {
            scene.advance(Duration.ofSeconds(10));
            scene.proposes("2.50");
            scene.cycle();
        }

        assertThat(working()).contains(new OrderId(1));
        assertThat(scene.count(OrderRole.ENTRY)).isEqualTo(1);
        assertThat(scene.skips()).containsOnly("working_order");
        assertThat(broker.forgotten).contains(new OrderId(1)).hasSizeLessThan(40);
        broker.forgetsCancels = false;
        scene.advance(Duration.ofSeconds(15));
        assertThat(working()).isEmpty();
    }

    @Test
    @Tag("O02")
    void takesAnAcknowledgementThatComesAfterTheOrderWasInDoubt() {
        start();
        scene.broker.stayReadyButSilent();
        scene.cycle();
        scene.advance(Duration.ofSeconds(10));
        assertThat(scene.bodies("order"))
                .anyMatch(body -> body.contains("'role':'ENTRY'") && body.contains("IN_DOUBT"));

        accept(scene.last(OrderRole.ENTRY));
        scene.advance(Duration.ofSeconds(20));

        assertThat(scene.count(OrderRole.ENTRY)).isEqualTo(1);
        assertThat(scene.broker.cancelRequests()).containsExactly(new OrderId(1));
        assertThat(scene.bodies("abandoned")).hasSize(1);
    }

    @Test
    @Tag("O02")
    void takesBackAnEntryThatWasCalledLostAndLivesAfterAll() {
        start();
        scene.broker.stayReadyButSilent();
        broker.openOrders = any -> CompletableFuture.completedFuture(List.of());
        broker.forgetsCancels = true;
        scene.cycle();
        for (int i = 0; i < 6; i++) {
            scene.advance(Duration.ofSeconds(15));
        }
        assertThat(scene.bodies("abandoned")).singleElement().asString().contains("'reason':'lost'");
        broker.openOrders = real -> real;
        broker.forgetsCancels = false;

        accept(scene.last(OrderRole.ENTRY));
        scene.advance(Duration.ofSeconds(5));

        assertThat(scene.alerts()).contains("resurrected");
        assertThat(scene.broker.cancelRequests()).contains(new OrderId(1));
        assertThat(scene.count(OrderRole.ENTRY)).isEqualTo(1);
    }

    private void accept(Order order) {
        scene.broker.report(new OrderEvent.Accepted(
                order.id(), order.ref(), scene.broker.timeline().instant()));
        scene.drain();
    }

    @Test
    @Tag("O04")
    @Tag("O05")
    void believesAFillOfWhichNothingWasSaidBefore() {
        start();
        scene.broker.stayReadyButSilent();
        scene.cycle();

        scene.fill(OrderRole.ENTRY, 10, "2.50");

        assertThat(scene.engine.snapshot(EngineScene.START).positions().get(0).quantity())
                .isEqualTo(Quantity.of(10));
        assertThat(working()).doesNotContain(new OrderId(1));
    }

    @Test
    @Tag("O13")
    @Tag("P10")
    void goesOnAboveTheNumbersOfOrdersItFindsAtTheBroker() {
        start();
        scene.cycle();
        Order entry = scene.last(OrderRole.ENTRY);
        OpenOrder manual = new OpenOrder(
                new Order(
                        new OrderId(5_000),
                        new OrderRef("manual"),
                        entry.role(),
                        entry.instrument(),
                        entry.side(),
                        entry.quantity(),
                        entry.terms(),
                        entry.timeInForce(),
                        Optional.empty(),
                        Optional.empty(),
                        entry.approval()),
                Quantity.ZERO);
        broker.openOrders = real -> real.thenApply(
                orders -> Stream.concat(orders.stream(), Stream.of(manual)).toList());

        scene.advance(Duration.ofMinutes(5));
        scene.advance(Duration.ofMinutes(5));
        scene.proposes("2.50");
        scene.cycle();

        assertThat(scene.last(OrderRole.ENTRY).id().value()).isGreaterThan(5_000);
        assertThat(scene.alerts()).containsExactly("external");
        assertThat(scene.broker.cancelRequests()).doesNotContain(new OrderId(5_000));
    }
}
