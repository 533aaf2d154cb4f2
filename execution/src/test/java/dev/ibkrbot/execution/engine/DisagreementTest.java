package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.BrokerNotice;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.order.CompletedOrder;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.control.Command;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The broker's lists say other things than our books. */
class DisagreementTest {
    private final EngineScene scene = new EngineScene();
    private final ListedBroker listed = new ListedBroker(scene.broker);

    private void start() {
        scene.wrapped = Optional.of(listed);
        scene.start();
    }

    private void reconnect() {
        scene.broker.becomes(ConnectionState.DISCONNECTED);
        scene.drain();
        scene.broker.becomes(ConnectionState.READY);
        scene.drain();
    }

    private static <T> CompletionStage<List<T>> list(List<T> items) {
        return CompletableFuture.completedFuture(items);
    }

    private static Order renumbered(Order order, int id) {
        return new Order(
                new OrderId(id),
                order.ref(),
                order.role(),
                order.instrument(),
                order.side(),
                order.quantity(),
                order.terms(),
                order.timeInForce(),
                order.parent(),
                order.ocaGroup(),
                order.approval());
    }

    private void alsoLists(OpenOrder more) {
        listed.openOrders = real -> real.thenApply(orders -> {
            List<OpenOrder> all = new ArrayList<>(orders);
            all.add(more);
            return all;
        });
    }

    @Test
    @Tag("O27")
    @Tag("P14")
    void cancelsTheOrderThatLivesBesideTheOneOfItsNameAndCountsItUntilThen() {
        Symbol other = new Symbol("QQQ");
        scene.with(settings ->
                EngineSettings.defaults(TradingMode.PAPER, List.of(EngineScene.SPY, other), CycleRecording.EACH));
        start();
        scene.enter();
        Order stop = scene.last(OrderRole.STOP_LOSS);
        OpenOrder beside = new OpenOrder(renumbered(stop, 900), Quantity.ZERO);
        alsoLists(beside);

        reconnect();
        List<OpenOrder> counted = new ArrayList<>();
        scene.gate = (proposal, book) -> {
            counted.addAll(book.workingOrders());
            return new RiskReview.Denied(proposal, List.of(new Denial("x", "0", "1")));
        };
        scene.symbol = other;
        scene.call = OptionContract.equity(other, LocalDate.of(2026, 11, 20), Price.of("100"), Right.CALL);
        scene.handle(new EngineEvent.CycleDue(other));
        assertThat(counted).hasSize(3).contains(beside);

        assertThat(scene.alerts()).containsExactly("disconnected", "duplicate_live");
        assertThat(scene.broker.cancelRequests()).containsExactly(new OrderId(900));
        assertThat(scene.bodies("freeze")).containsExactly("{'symbol':'SPY','reason':'duplicate_live'}");
        scene.advance(Duration.ofSeconds(15));
        assertThat(scene.bodies("unfreeze")).isEmpty();
        listed.openOrders = real -> real;
        scene.advance(Duration.ofSeconds(15));
        assertThat(scene.bodies("unfreeze")).hasSize(1);
        assertThat(scene.orders()).hasSize(3);
    }

    @Test
    @Tag("O27")
    void cancelsBothWhenTwoLiveUnderOneNumberAndProtectsAnew() {
        start();
        scene.enter();
        Order stop = scene.last(OrderRole.STOP_LOSS);
        alsoLists(new OpenOrder(stop, Quantity.ZERO));

        reconnect();
        assertThat(scene.broker.cancelRequests()).containsExactly(stop.id());
        listed.openOrders = real -> real;
        scene.advance(Duration.ofSeconds(15));

        assertThat(scene.last(OrderRole.STOP_LOSS).id()).isNotEqualTo(stop.id());
        assertThat(scene.last(OrderRole.STOP_LOSS).quantity()).isEqualTo(Quantity.of(10));
        assertThat(scene.bodies("unfreeze")).hasSize(1);
    }

    @Test
    @Tag("O35")
    @Tag("O38")
    void learnsFromTheCompletedOrdersThatAnEntryWasCanceled() {
        start();
        scene.broker.stayReadyButSilent();
        scene.proposes("2.50");
        scene.cycle();
        scene.broker.cancelAtBroker(new OrderId(1), "At the open order can not be executed");
        scene.inbox.clear();
        listed.completed = any -> list(List.of(
                ended("B1-E", CompletedOrder.End.CANCELED, 0),
                ended("B1-T2", CompletedOrder.End.CANCELED, 0),
                ended("B1-S3", CompletedOrder.End.CANCELED, 0)));

        reconnect();

        assertThat(scene.bodies("abandoned"))
                .containsExactly("{'trade':'scalp/SPY/2026-11-18T15:30:00Z/BUY','symbol':'SPY','reason':'canceled'}");
        assertThat(scene.bodies("order")).noneMatch(body -> body.contains("LOST"));
    }

    private static CompletedOrder ended(String ref, CompletedOrder.End end, long filled) {
        return new CompletedOrder(new OrderRef(ref), end, Quantity.of(filled), "over");
    }

    @Test
    @Tag("O35")
    @Tag("O47")
    @Tag("P9")
    void staysInDoubtWhileAFillTheBrokerSpeaksOfIsMissing() {
        start();
        scene.proposes("2.50");
        scene.cycle();
        SteppedInbox listening = scene.inbox;
        scene.inbox = new SteppedInbox();
        Execution fill = scene.broker.fill(new OrderId(1), Quantity.of(10), Price.of("2.50"));
        scene.inbox = listening;
        listed.executions = any -> list(List.of());
        listed.completed = any -> list(List.of(ended("B1-E", CompletedOrder.End.FILLED, 10)));

        scene.advance(Duration.ofMinutes(5));
        for (int i = 0; i < 10; i++) {
            scene.advance(Duration.ofSeconds(15));
        }
        assertThat(scene.engine.snapshot(EngineScene.START).workingOrders())
                .extracting(open -> open.order().id())
                .contains(new OrderId(1));
        assertThat(scene.bodies("order"))
                .noneMatch(body -> body.contains("'order_id':1,") && body.contains("'state':'CANCELED'"))
                .noneMatch(body -> body.contains("'order_id':1,") && body.contains("'state':'LOST'"));

        listed.executions = any -> list(List.of(fill));
        scene.advance(Duration.ofSeconds(15));

        assertThat(scene.engine.snapshot(EngineScene.START).positions())
                .containsExactly(new Position(EngineScene.CALL, Quantity.of(10), Price.of("2.50")));
    }

    @Test
    @Tag("O36")
    @Tag("P9")
    void neverTakesAListThatDoesNotEndForAnEmptyOne() {
        start();
        scene.enter();
        scene.broker.becomes(ConnectionState.DISCONNECTED);
        scene.drain();
        listed.positions = any -> new CompletableFuture<>();

        scene.broker.becomes(ConnectionState.READY);
        for (int i = 0; i < 20; i++) {
            scene.advance(Duration.ofSeconds(30));
        }
        assertThat(scene.engine.snapshot(EngineScene.START).state()).isEqualTo(EngineState.RECONCILING);
        assertThat(scene.engine.snapshot(EngineScene.START).positions()).hasSize(1);
        assertThat(scene.bodies("abandoned")).isEmpty();

        // The broker's own deadline ends such a question, and it is asked again.
        CompletableFuture<List<Position>> late = new CompletableFuture<>();
        listed.positions = any -> late;
        reconnect();
        late.completeExceptionally(new BrokerException("no end of the positions", Recovery.RETRY_LATER));
        scene.drain();
        listed.positions = real -> real;
        scene.advance(Duration.ofSeconds(15));

        assertThat(scene.engine.snapshot(EngineScene.START).state()).isEqualTo(EngineState.TRADING);
        assertThat(scene.alerts()).containsExactly("disconnected", "disconnected", "reconcile_failed");
        assertThat(scene.orders()).hasSize(3);
    }

    @Test
    @Tag("O33")
    void looksAgainSoonWhenTheBrokerHoldsLessThanWeCount() {
        start();
        scene.enter();
        listed.positions = any -> list(List.of());
        scene.advance(Duration.ofMinutes(5));
        assertThat(scene.alerts()).isEmpty();

        scene.advance(Duration.ofSeconds(15));
        assertThat(scene.alerts()).as("a list may lag for half a minute").isEmpty();
        scene.advance(Duration.ofSeconds(15));

        assertThat(scene.alerts()).containsExactly("position_mismatch");
    }

    @Test
    @Tag("O33")
    @Tag("P6")
    void sellsNothingWhileTheBrokerListsLessThanWeHold() {
        start();
        scene.enter();
        listed.positions = any -> list(List.of());
        reconnect();
        Command flatten = new Command("c1", Command.Action.FLATTEN, Command.ALL, "max", EngineScene.START, "");
        scene.handle(new EngineEvent.Commanded(flatten, answer -> {}));
        for (int i = 0; i < 12; i++) {
            scene.advance(Duration.ofSeconds(5));
        }

        assertThat(scene.count(OrderRole.CLOSE)).isZero();
        assertThat(scene.alerts()).containsExactly("disconnected", "close_withheld", "position_mismatch");
        assertThat(scene.engine.snapshot(EngineScene.START).positions()).isEmpty();
    }

    @Test
    @Tag("O37")
    void sellsOnceALaggingListHasCaughtUp() {
        start();
        scene.enter();
        listed.positions = any -> list(List.of());
        reconnect();
        Command flatten = new Command("c1", Command.Action.FLATTEN, Command.ALL, "max", EngineScene.START, "");
        scene.handle(new EngineEvent.Commanded(flatten, answer -> {}));
        listed.positions = real -> real;
        for (int i = 0; i < 12; i++) {
            scene.advance(Duration.ofSeconds(5));
            scene.cancelAtBroker(new OrderId(2));
            scene.cancelAtBroker(new OrderId(3));
        }

        assertThat(scene.count(OrderRole.CLOSE)).isPositive();
        assertThat(scene.alerts()).containsExactly("disconnected", "close_withheld");
    }

    @Test
    @Tag("O33")
    @Tag("O37")
    @Tag("P6")
    void protectsWhatIsLeftWhenSomebodyClosedPartOfThePositionByHand() {
        start();
        scene.enter();
        listed.positions = any -> list(List.of(new Position(EngineScene.CALL, Quantity.of(6), Price.of("2.50"))));

        scene.advance(Duration.ofMinutes(5));
        assertThat(scene.alerts()).isEmpty();
        scene.advance(Duration.ofMinutes(5));

        assertThat(scene.alerts()).containsExactly("position_mismatch");
        assertThat(scene.engine.snapshot(EngineScene.START).positions())
                .containsExactly(new Position(EngineScene.CALL, Quantity.of(6), Price.of("2.50")));
        assertThat(scene.last(OrderRole.STOP_LOSS).quantity()).isEqualTo(Quantity.of(6));
        assertThat(scene.last(OrderRole.TAKE_PROFIT).quantity()).isEqualTo(Quantity.of(6));
        scene.inbox = new SteppedInbox();
        scene.build(scene.journal);
        assertThat(scene.engine.snapshot(EngineScene.START).positions())
                .containsExactly(new Position(EngineScene.CALL, Quantity.of(6), Price.of("2.50")));
    }

    @Test
    @Tag("O37")
    void waitsForAPositionThatLagsBehindItsFill() {
        start();
        listed.positions = any -> list(List.of());
        scene.enter();

        reconnect();
        listed.positions = real -> real;
        scene.advance(Duration.ofMinutes(5));
        scene.advance(Duration.ofMinutes(5));

        assertThat(scene.alerts()).containsExactly("disconnected");
        assertThat(scene.broker.cancelRequests()).isEmpty();
    }

    @Test
    @Tag("O18")
    @Tag("P16")
    void finishesAskingInAFloodOfUnknownCodes() {
        start();
        scene.enter();
        List<CompletableFuture<List<Position>>> asked = new ArrayList<>();
        listed.positions = any -> {
            asked.add(new CompletableFuture<>());
            return asked.get(asked.size() - 1);
        };

        for (int i = 0; i < 50; i++) {
            scene.engine
                    .brokerListener()
                    .onNotice(new BrokerNotice(
                            BrokerNotice.Severity.URGENT,
                            77_777,
                            Optional.of(new OrderId(3)),
                            "something new",
                            scene.broker.timeline().instant()));
            scene.drain();
        }
        assertThat(asked).hasSize(1);
        // Asked before the last of them was said: it is asked once more, and that settles it.
        scene.broker.timeline().advanceTo(EngineScene.START.plusSeconds(1));
        listed.positions = real -> real;
        asked.get(0).completeExceptionally(new BrokerException("no end of the positions", Recovery.RETRY_LATER));
        scene.drain();

        assertThat(scene.bodies("unfreeze")).hasSize(1);
        assertThat(scene.orders()).hasSize(3);
    }
}
