package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.value.Price;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A close that was begun and not ended when the process died. */
class ResumedCloseTest {
    private static final Instant FLATTEN = Instant.parse("2026-11-18T20:55:00Z");

    private final EngineScene scene = new EngineScene();

    private void die() {
        scene.inbox = new SteppedInbox();
        scene.build(scene.journal);
        scene.broker.becomes(ConnectionState.DISCONNECTED);
        scene.broker.becomes(ConnectionState.READY);
        scene.settle();
    }

    private List<String> placed(int skipped) {
        return scene.orders().stream()
                .skip(skipped)
                .map(order -> order.role() + " " + order.quantity() + " " + order.terms())
                .toList();
    }

    @Test
    @Tag("PM4")
    @Tag("S01")
    void leavesTheClosingOrderAloneAndPlacesItAnewWhenItDoesNotFill() {
        scene.start().enter();
        scene.advanceTo(FLATTEN);
        scene.fill(OrderRole.CLOSE, 3, "2.45");

        die();
        assertThat(placed(3)).containsExactly("CLOSE 10 LMT 2.45");
        scene.advance(Duration.ofSeconds(30));

        assertThat(placed(3)).containsExactly("CLOSE 10 LMT 2.45", "CLOSE 7 LMT 2.45");
        scene.fill(OrderRole.CLOSE, 7, "2.45");
        scene.advance(Duration.ofSeconds(5));
        assertThat(scene.bodies("exit")).singleElement().asString().contains("'reason':'end_of_day'");
        assertThat(scene.bodies("exit_wanted")).hasSize(1);
    }

    @Test
    @Tag("PM4")
    void triesAgainAfterARestartWhatTheBrokerRefused() {
        scene.start().enter();
        scene.broker.rejectNext(201, "no");
        scene.advanceTo(FLATTEN);

        die();

        assertThat(scene.engine.snapshot(FLATTEN).positions()).hasSize(1);
        scene.advance(Duration.ofSeconds(5));
        assertThat(placed(3)).containsExactly("CLOSE 10 LMT 2.45", "CLOSE 10 LMT 2.45");
    }

    @Test
    @Tag("R11")
    void waitsLongerAndLongerWhileTheBrokerRefusesToClose() {
        ListedBroker refusing = new ListedBroker(scene.broker);
        refusing.refuses = order -> order.role() == OrderRole.CLOSE;
        refusing.refused = order -> scene.broker.report(rejected(order));
        scene.wrapped = Optional.of(refusing);
        scene.start().enter();
        scene.advanceTo(FLATTEN);

        for (int i = 0; i < 36; i++) {
            scene.advance(Duration.ofSeconds(5));
        }

        // After 0, 5, 15, 35 and 75 s, and 155 s.
        assertThat(scene.bodies("order").stream().filter(body -> body.contains("REJECTED")))
                .hasSize(6);
        assertThat(scene.alerts()).containsExactly("close_rejected");
    }

    private OrderEvent rejected(Order order) {
        return new OrderEvent.Rejected(
                order.id(), order.ref(), 201, "no", scene.broker.timeline().instant());
    }

    @Test
    void forgetsACloseThatBecameMoot() {
        scene.start().enter();
        scene.broker.timeline().advanceTo(FLATTEN);
        scene.broker.fill(
                scene.last(OrderRole.TAKE_PROFIT).id(),
                scene.last(OrderRole.TAKE_PROFIT).quantity(),
                Price.of("3.25"));
        scene.settle();
        scene.advance(Duration.ofSeconds(10));
        assertThat(scene.bodies("exit")).singleElement().asString().contains("'reason':'take_profit'");

        die();

        assertThat(scene.count(OrderRole.CLOSE)).isZero();
        assertThat(scene.engine.snapshot(FLATTEN).positions()).isEmpty();
    }

    @Test
    @Tag("O22")
    void goesOnBuyingBackWhatWasSoldTwice() {
        scene.start().enter();
        scene.fill(OrderRole.TAKE_PROFIT, 10, "3.25");
        scene.fill(OrderRole.STOP_LOSS, 10, "2.00");
        assertThat(scene.last(OrderRole.CLOSE).terms()).isEqualTo(new OrderTerms.Limit(Price.of("2.55")));

        die();
        scene.fill(OrderRole.CLOSE, 10, "2.55");
        scene.advance(Duration.ofSeconds(5));

        assertThat(scene.alerts()).containsOnlyOnce("excess_exit");
        assertThat(scene.count(OrderRole.CLOSE)).isEqualTo(1);
        assertThat(scene.bodies("exit")).singleElement().asString().contains("'reason':'excess'");
    }
}
