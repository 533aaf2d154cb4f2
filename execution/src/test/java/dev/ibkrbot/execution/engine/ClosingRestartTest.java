package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.control.Command;
import dev.ibkrbot.execution.control.CommandJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A close that was begun goes on after a restart, for the reason it was begun. */
@Tag("S01")
class ClosingRestartTest {
    private static final Instant FLATTEN = Instant.parse("2026-11-18T20:55:00Z");
    private static final Instant NEXT_OPEN = Instant.parse("2026-11-19T14:30:00Z");
    private static final OrderId TARGET = new OrderId(2);
    private static final OrderId STOP = new OrderId(3);

    private final EngineScene scene = new EngineScene().start();

    @BeforeEach
    void enter() {
        scene.enter();
    }

    private void flatten() {
        Command command = new Command("c1", Command.Action.FLATTEN, Command.ALL, "max", EngineScene.START, "");
        scene.handle(new EngineEvent.Commanded(command, answer -> {}));
    }

    /** Killed at the end of what it did last, and started again. */
    private void restart() {
        scene.inbox = new SteppedInbox();
        scene.build(scene.journal);
        scene.broker.becomes(ConnectionState.DISCONNECTED);
        scene.broker.becomes(ConnectionState.READY);
        scene.settle();
        scene.advance(Duration.ofSeconds(5));
        scene.advance(Duration.ofSeconds(5));
    }

    private void exitsAreCanceled() {
        scene.cancelAtBroker(TARGET);
        scene.cancelAtBroker(STOP);
    }

    private List<OrderRole> rolesAfterEntry() {
        return scene.orders().stream().skip(3).map(order -> order.role()).toList();
    }

    private void isClosedAs(String reason) {
        scene.fill(OrderRole.CLOSE, 10, "2.45");
        scene.advance(Duration.ofMinutes(10));
        assertThat(scene.bodies("exit")).singleElement().asString().contains("'reason':'" + reason + "'");
        assertThat(rolesAfterEntry()).containsExactly(OrderRole.CLOSE);
    }

    @Test
    void flattensOnWhereTheExitsWereBeingCanceled() {
        flatten();
        restart();
        exitsAreCanceled();
        scene.advance(Duration.ofSeconds(5));
        isClosedAs("requested");
    }

    /** It ends between a closing order that was refused and the next one. */
    @Test
    @Tag("S18")
    void leavesNoPositionBareWhenItEndsInTheMiddleOfAClose() {
        flatten();
        exitsAreCanceled();
        Order refused = scene.last(OrderRole.CLOSE);
        scene.broker.report(new OrderEvent.Rejected(refused.id(), refused.ref(), 201, "no", EngineScene.START));
        scene.drain();
        scene.handle(new EngineEvent.StopRequested("SIGTERM"));
        scene.settle();

        assertThat(rolesAfterEntry()).containsExactly(OrderRole.CLOSE, OrderRole.STOP_LOSS, OrderRole.TAKE_PROFIT);
        assertThat(scene.last(OrderRole.STOP_LOSS).quantity()).isEqualTo(Quantity.of(10));
    }

    @Test
    void flattensWhatWasAcceptedAndNotBegun() {
        scene.broker.becomes(ConnectionState.DISCONNECTED);
        scene.drain();
        flatten();
        assertThat(scene.broker.cancelRequests()).isEmpty();
        restart();
        exitsAreCanceled();
        scene.advance(Duration.ofSeconds(5));
        isClosedAs("requested");
    }

    @Test
    void leavesTheClosingOrderAloneThatWorks() {
        flatten();
        exitsAreCanceled();
        assertThat(rolesAfterEntry()).containsExactly(OrderRole.CLOSE);
        restart();
        assertThat(scene.broker.cancelRequests()).containsExactly(TARGET, STOP);
        isClosedAs("requested");
    }

    @Test
    void flattensAtTheDaysEndInSpiteOfARestart() {
        scene.advanceTo(FLATTEN);
        exitsAreCanceled();
        assertThat(rolesAfterEntry()).containsExactly(OrderRole.CLOSE);
        restart();
        isClosedAs("end_of_day");
    }

    @Test
    void closesTheNextMorningWhatCouldNotBeClosedInTheEvening() {
        scene.advanceTo(FLATTEN);
        exitsAreCanceled();
        scene.advanceTo(Instant.parse("2026-11-18T21:00:30Z"));
        scene.cancelAtBroker(scene.last(OrderRole.CLOSE).id());
        restart();
        scene.advanceTo(NEXT_OPEN.plusSeconds(1));
        scene.advance(Duration.ofSeconds(5));
        assertThat(rolesAfterEntry())
                .containsExactly(OrderRole.CLOSE, OrderRole.STOP_LOSS, OrderRole.TAKE_PROFIT, OrderRole.CLOSE);
        scene.fill(OrderRole.CLOSE, 10, "2.45");
        scene.advance(Duration.ofMinutes(10));
        assertThat(scene.bodies("exit")).singleElement().asString().contains("'reason':'end_of_day'");
    }

    @Test
    void doesNotFlattenLaterPositionsForAnEarlierRequest() {
        flatten();
        exitsAreCanceled();
        scene.fill(OrderRole.CLOSE, 10, "2.45");
        scene.advance(Duration.ofMinutes(20));
        scene.advance(Duration.ofMinutes(20));
        scene.enter();
        restart();
        assertThat(scene.broker.cancelRequests()).containsExactly(TARGET, STOP);
    }

    @Test
    void forgetsWhatWasAskedWhileNoBotRan() {
        Command command = new Command("c1", Command.Action.FLATTEN, Command.ALL, "max", EngineScene.START, "");
        scene.journal.append(CommandJson.record(EngineScene.START, command, "not done: asked while no bot ran"));
        restart();
        assertThat(scene.broker.cancelRequests()).isEmpty();
    }
}
