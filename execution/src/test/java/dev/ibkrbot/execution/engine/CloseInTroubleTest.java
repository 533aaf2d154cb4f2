package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.execution.control.Command;
import dev.ibkrbot.execution.order.ExitSettings;
import dev.ibkrbot.execution.order.ExitSettings.CloseStyle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Closes that meet what is left of the trade, brokers that take orders back, and late fills. */
class CloseInTroubleTest {
    private static final int MANY = 40;

    private final EngineScene scene = new EngineScene();
    private final ListedBroker broker = new ListedBroker(scene.broker);
    private int takenBack;

    private void flatten() {
        Command command = new Command("c1", Command.Action.FLATTEN, Command.ALL, "max", EngineScene.START, "out");
        scene.handle(new EngineEvent.Commanded(command, answer -> {}));
    }

    private void nobodyBids() {
        scene.broker.quote(new Quote(
                EngineScene.CALL,
                Optional.empty(),
                Optional.of(Price.of("2.55")),
                Optional.empty(),
                OptionalLong.empty(),
                scene.broker.timeline().instant(),
                DataQuality.LIVE));
    }

    private void die() {
        scene.inbox = new SteppedInbox();
        scene.build(scene.journal);
        scene.broker.becomes(ConnectionState.DISCONNECTED);
        scene.broker.becomes(ConnectionState.READY);
        scene.settle();
    }

    /** The broker takes each order of a role back, without being asked, as soon as it has it. */
    private void takesBack(OrderRole role) {
        broker.refuses = order -> order.role() == role && takenBack < MANY;
        broker.refused = order -> {
            takenBack++;
            scene.broker.report(canceled(order));
        };
    }

    private OrderEvent canceled(Order order) {
        return new OrderEvent.Canceled(
                order.id(), order.ref(), "202", scene.broker.timeline().instant());
    }

    private OrderEvent filled(Order order) {
        return new OrderEvent.Filled(new Execution(
                new ExecutionId("late-1"),
                order.id(),
                order.ref(),
                order.instrument(),
                order.side(),
                order.quantity(),
                Price.of("2.50"),
                scene.broker.timeline().instant()));
    }

    private List<String> live() {
        return scene.broker.orders().openOrders().toCompletableFuture().join().stream()
                .map(OpenOrder::order)
                .map(order -> order.role() + " " + order.quantity())
                .toList();
    }

    @Test
    @Tag("P6")
    void leavesNoExitThatCouldSellMoreThanIsHeldWhileItWaitsForABid() {
        scene.start().proposes("2.50");
        scene.cycle();
        scene.fill(OrderRole.ENTRY, 3, "2.50");
        nobodyBids();

        flatten();
        scene.advance(Duration.ofSeconds(20));

        assertThat(live()).isEmpty();
        assertThat(scene.alerts()).containsExactly("close_no_quote");
    }

    @Test
    @Tag("P6")
    @Tag("O21")
    void closesWhenTheBrokerRefusesASmallerStop() {
        broker.refuses =
                order -> order.role() == OrderRole.STOP_LOSS && order.parent().isEmpty();
        broker.refused = order -> scene.broker.report(new OrderEvent.Rejected(
                order.id(), order.ref(), 201, "no", scene.broker.timeline().instant()));
        scene.wrapped = Optional.of(broker);
        scene.start().proposes("2.50");
        scene.cycle();
        scene.fill(OrderRole.ENTRY, 3, "2.50");

        scene.advance(Duration.ofSeconds(30));

        assertThat(live()).containsExactly("CLOSE 3");
        assertThat(scene.alerts()).containsExactly("unprotected");
    }

    @Test
    @Tag("P6")
    void cancelsAnExitThatComesBackBesideTheClosingOrder() {
        scene.wrapped = Optional.of(broker);
        scene.start().enter();
        Order stop = scene.last(OrderRole.STOP_LOSS);
        broker.openOrders = real -> real.thenApply(all -> all.stream()
                .filter(open -> !open.order().id().equals(stop.id()))
                .toList());
        scene.broker.report(canceled(stop));
        scene.drain();
        flatten();
        assertThat(scene.count(OrderRole.CLOSE)).isEqualTo(1);

        nobodyBids();
        broker.openOrders = real -> real;
        scene.advance(Duration.ofSeconds(5));
        scene.broker.becomes(ConnectionState.DISCONNECTED);
        scene.broker.becomes(ConnectionState.READY);
        scene.settle();

        assertThat(live()).containsExactly("CLOSE 10");
    }

    @Test
    @Tag("R11")
    void pausesWhenTheBrokerTakesEachClosingOrderBack() {
        takesBack(OrderRole.CLOSE);
        scene.wrapped = Optional.of(broker);
        scene.start().enter();

        flatten();
        for (int i = 0; i < 7; i++) {
            scene.advance(Duration.ofSeconds(5));
        }

        // After 0, 5, 15 and 35 s.
        assertThat(takenBack).isEqualTo(4);
        assertThat(scene.alerts()).containsExactly("close_rejected");
    }

    @Test
    @Tag("R11")
    void pausesWhenTheBrokerTakesTheOrderAtAWatchedTargetBack() {
        RefusingScene held = new RefusingScene(CloseStyle.LIMIT);
        held.scene.start().enter();
        held.refusing.refuses = order -> true;
        held.refusing.refused = order -> {
            takenBack++;
            held.scene.broker.report(new OrderEvent.Canceled(order.id(), order.ref(), "202", held.now()));
        };

        for (int i = 0; i < 8; i++) {
            held.poll("3.00");
        }

        assertThat(takenBack).isEqualTo(4);
        assertThat(held.scene.alerts()).containsExactly("exits_watched", "target_rejected");
    }

    @Test
    @Tag("PM4")
    void closesALateFillOfWhatWasFlattenedAlsoAfterARestart() {
        scene.start().proposes("2.50");
        scene.cycle();
        Order entry = scene.last(OrderRole.ENTRY);
        scene.wrapped = Optional.of(broker);
        flatten();
        assertThat(scene.bodies("abandoned")).hasSize(1);

        die();
        scene.broker.report(filled(entry));
        scene.drain();

        assertThat(scene.orders().stream().skip(3).map(Order::role)).containsExactly(OrderRole.CLOSE);
    }

    @Test
    @Tag("P5")
    void protectsALateFillOfAnEntryThatWasPricedAnewAlsoAfterARestart() {
        scene.with(CloseInTroubleTest::pricingAnew);
        Plan.Proposed plan = scene.proposal("2.40");
        scene.planner = symbol -> CompletableFuture.completedFuture(plan);
        scene.start();
        scene.cycle();
        Order first = scene.last(OrderRole.ENTRY);
        scene.advance(Duration.ofSeconds(30));
        assertThat(scene.count(OrderRole.ENTRY)).isEqualTo(2);
        scene.broker.report(filled(first));
        scene.drain();

        TradingEngine before = scene.engine;
        die();

        Instant now = scene.broker.timeline().instant();
        assertThat(before.snapshot(now).positions()).hasSize(1);
        assertThat(scene.engine.snapshot(now).positions())
                .isEqualTo(before.snapshot(now).positions());
    }

    @Test
    @Tag("P5")
    void tellsTheTradesOfOneSignalApartInTheJournal() {
        scene.with(CloseInTroubleTest::pricingAnew);
        Plan.Proposed plan = scene.proposal("2.40");
        scene.planner = symbol -> CompletableFuture.completedFuture(plan);
        scene.start();
        scene.cycle();
        Order first = scene.last(OrderRole.ENTRY);
        scene.advance(Duration.ofSeconds(30));
        Order second = scene.last(OrderRole.ENTRY);
        scene.broker.report(filled(first));
        scene.drain();
        Order target = scene.last(OrderRole.TAKE_PROFIT);
        scene.cancelAtBroker(scene.last(OrderRole.STOP_LOSS).id());
        scene.broker.fill(target.id(), target.quantity(), Price.of("3.12"));
        scene.drain();
        scene.advance(Duration.ofSeconds(10));
        assertThat(scene.bodies("exit")).hasSize(1);
        TradingEngine before = scene.engine;

        die();

        Instant now = scene.broker.timeline().instant();
        assertThat(scene.engine.snapshot(now).positions())
                .isEqualTo(before.snapshot(now).positions());
        assertThat(scene.last(OrderRole.ENTRY)).isEqualTo(second);
    }

    private static EngineSettings pricingAnew(EngineSettings defaults) {
        ExitSettings patient = defaults.exits();
        return new EngineSettings(
                defaults.mode(),
                defaults.symbols(),
                defaults.lastEntryBeforeClose(),
                defaults.flattenBeforeClose(),
                defaults.forceCloseDte(),
                defaults.cooldown(),
                defaults.auditInterval(),
                new ExitSettings(
                        patient.entryTimeout(),
                        1,
                        patient.protectionTimeout(),
                        patient.closeTimeout(),
                        patient.cancelTimeout(),
                        patient.feeWait(),
                        patient.closeStyle(),
                        patient.refusedExits()),
                defaults.recording(),
                1);
    }
}
