package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.stub.StubBroker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A broker that cuts the names of orders short, to nothing at all, in what it lists and reports after a restart. */
class CutNamesTest {
    private EngineScene scene = new EngineScene();

    private static OrderRef cut(OrderRef whole, int length) {
        return length == 0
                ? new OrderRef("perm-77")
                : new OrderRef(whole.value()
                        .substring(0, StrictMath.min(length, whole.value().length())));
    }

    private static Execution cut(Execution whole, int length) {
        return new Execution(
                whole.id(),
                whole.orderId(),
                cut(whole.ref(), length),
                whole.instrument(),
                whole.side(),
                whole.quantity(),
                whole.price(),
                whole.at());
    }

    private static OpenOrder cut(OpenOrder open, int length) {
        Order whole = open.order();
        return new OpenOrder(
                new Order(
                        whole.id(),
                        cut(whole.ref(), length),
                        whole.role(),
                        whole.instrument(),
                        whole.side(),
                        whole.quantity(),
                        whole.terms(),
                        whole.timeInForce(),
                        whole.parent(),
                        whole.ocaGroup(),
                        whole.approval()),
                open.filled());
    }

    /** Names as long as after years. */
    private void longNames() {
        scene.with(defaults -> new EngineSettings(
                defaults.mode(),
                defaults.symbols(),
                defaults.lastEntryBeforeClose(),
                defaults.flattenBeforeClose(),
                defaults.forceCloseDte(),
                defaults.cooldown(),
                Optional.of(Duration.ofSeconds(20)),
                defaults.exits(),
                defaults.recording(),
                100_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 9, 12, 40})
    @Tag("O45")
    void keepsTheExitsItKnowsByTheirNumbersAfterARestart(int length) {
        longNames();
        scene.start().enter();
        int sent = scene.orders().size();

        StubBroker broker = scene.broker;
        ListedBroker listed = new ListedBroker(broker);
        listed.openOrders = real ->
                real.thenApply(all -> all.stream().map(it -> cut(it, length)).toList());
        listed.executions = real ->
                real.thenApply(all -> all.stream().map(it -> cut(it, length)).toList());
        listed.completed = real -> real.thenApply(all -> List.of());
        EngineScene after = new EngineScene(broker, scene.journal);
        scene.inbox = after.inbox;
        after.wrapped = Optional.of(listed);
        after.settings = scene.settings;
        after.build(scene.journal);
        after.handle(new EngineEvent.ConnectionChanged(ConnectionState.READY));
        for (int i = 0; i < 12; i++) {
            after.advance(Duration.ofSeconds(10));
        }

        assertThat(after.orders()).hasSize(sent);
        assertThat(broker.cancelRequests()).isEmpty();
        assertThat(after.alerts()).isEmpty();
        assertThat(after.engine.snapshot(EngineScene.START).state()).isEqualTo(EngineState.TRADING);

        Order stop = after.last(OrderRole.STOP_LOSS);
        Execution fill = new Execution(
                new ExecutionId("cut.01"),
                stop.id(),
                cut(stop.ref(), length),
                stop.instrument(),
                stop.side(),
                Quantity.of(10),
                Price.of("2.00"),
                broker.timeline().instant());
        after.handle(new EngineEvent.OrderReported(new OrderEvent.Filled(fill)));
        assertThat(after.engine.snapshot(EngineScene.START).positions()).isEmpty();
    }
}
