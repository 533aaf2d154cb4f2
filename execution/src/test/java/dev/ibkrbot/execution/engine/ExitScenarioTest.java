package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.order.TimeInForce;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.order.ClosedTrade;
import dev.ibkrbot.execution.order.ExitReason;
import dev.ibkrbot.stub.StubBroker;
import dev.ibkrbot.stub.StubCall;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ExitScenarioTest {
    private static final Instant FLATTEN = Instant.parse("2026-11-18T20:55:00Z");

    private final EngineScene scene = new EngineScene();

    /** Role, side, quantity and price of an order, as one text. */
    private static String told(Order order) {
        return order.role() + " " + order.side() + " " + order.quantity() + " " + order.terms() + " "
                + order.ocaGroup().map(group -> group.name()).orElse("-");
    }

    private List<String> ordersAfterEntry() {
        return scene.orders().stream().skip(3).map(ExitScenarioTest::told).toList();
    }

    private List<ClosedTrade> closed() {
        return scene.reports.stream()
                .filter(EngineReport.TradeClosed.class::isInstance)
                .map(report -> ((EngineReport.TradeClosed) report).trade())
                .toList();
    }

    @Test
    void leavesTheExitsAloneWhenTheEntryFilledAsPlanned() {
        scene.start().enter();

        scene.advance(Duration.ofSeconds(60));

        assertThat(ordersAfterEntry()).isEmpty();
        assertThat(scene.broker.cancelRequests()).isEmpty();
    }

    @Test
    void movesTheExitsToThePriceThatWasPaid() {
        // 2.40 and 30 % is 3.12, on the grid above three dollars 3.15; 2.40 less 20 % is 1.92.
        scene.start().proposes("2.50");
        scene.cycle();

        scene.fill(OrderRole.ENTRY, 10, "2.40");

        assertThat(ordersAfterEntry())
                .containsExactly("STOP_LOSS SELL 10 STP 1.92 B1", "TAKE_PROFIT SELL 10 LMT 3.15 B1");
        assertThat(scene.broker.cancelRequests()).containsExactly(new OrderId(2), new OrderId(3));
    }

    @Test
    @Tag("P4")
    void keepsTheOldStopWhenItsSuccessorIsRefused() {
        scene.start().proposes("2.50");
        scene.cycle();
        scene.broker.rejectNext(110, "price off the grid");

        scene.fill(OrderRole.ENTRY, 10, "2.40");
        scene.advance(Duration.ofSeconds(60));

        assertThat(scene.broker.cancelRequests()).doesNotContain(new OrderId(3));
        assertThat(closed()).isEmpty();
    }

    @Test
    @Tag("O21")
    void sizesTheExitsToWhatWasFilledWhenTheRestOfTheEntryIsCanceled() {
        scene.start().proposes("2.50");
        scene.cycle();
        scene.fill(OrderRole.ENTRY, 4, "2.50");

        scene.advance(Duration.ofSeconds(30));

        assertThat(scene.broker.cancelRequests()).containsExactly(new OrderId(1), new OrderId(2), new OrderId(3));
        assertThat(ordersAfterEntry())
                .containsExactly("STOP_LOSS SELL 4 STP 2.00 B1", "TAKE_PROFIT SELL 4 LMT 3.25 B1");
    }

    @Test
    @Tag("O46")
    void givesWhatIsLeftAfterAPartialExitAGroupOfItsOwn() {
        scene.start().enter();

        scene.fill(OrderRole.TAKE_PROFIT, 6, "3.25");

        assertThat(ordersAfterEntry())
                .containsExactly("STOP_LOSS SELL 4 STP 2.00 B1.1", "TAKE_PROFIT SELL 4 LMT 3.25 B1.1");
        scene.fill(OrderRole.STOP_LOSS, 4, "1.90");
        scene.advance(Duration.ofSeconds(2));
        scene.advance(Duration.ofSeconds(5));
        assertThat(closed()).hasSize(1);
        // 6 x 0.75 won and 4 x 0.60 lost, a hundred shares each.
        assertThat(closed().get(0).profit()).isEqualTo(Money.usd("210"));
        assertThat(closed().get(0).reason()).isEqualTo(ExitReason.STOP_LOSS);
    }

    @Test
    @Tag("O22")
    @Tag("P6")
    void buysBackWhatBothExitsSoldTwice() {
        scene.start().enter();
        scene.fill(OrderRole.TAKE_PROFIT, 10, "3.25");

        scene.fill(OrderRole.STOP_LOSS, 10, "2.00");

        assertThat(scene.alerts()).containsExactly("excess_exit");
        assertThat(ordersAfterEntry()).containsExactly("CLOSE BUY 10 LMT 2.55 -");
        scene.fill(OrderRole.CLOSE, 10, "2.55");
        scene.advance(Duration.ofSeconds(5));
        assertThat(closed()).hasSize(1);
        // Sold 10 at 3.25 and 10 at 2.00, bought 10 at 2.50 and 10 at 2.55.
        assertThat(closed().get(0).profit()).isEqualTo(Money.usd("200"));
    }

    @Test
    @Tag("O24")
    @Tag("P4")
    void replacesARejectedStopOnceAndThenCloses() {
        scene.start().enter();

        scene.broker.reject(scene.last(OrderRole.STOP_LOSS).id(), 201, "no");
        scene.drain();
        assertThat(ordersAfterEntry()).containsExactly("STOP_LOSS SELL 10 STP 2.00 B1");
        scene.broker.reject(scene.last(OrderRole.STOP_LOSS).id(), 201, "no");
        scene.drain();

        assertThat(scene.alerts()).containsExactly("unprotected");
        assertThat(scene.broker.cancelRequests()).containsExactly(new OrderId(2));
        assertThat(ordersAfterEntry()).containsExactly("STOP_LOSS SELL 10 STP 2.00 B1", "CLOSE SELL 10 LMT 2.45 -");
    }

    @Test
    @Tag("O24")
    @Tag("P4")
    void replacesAStopThatNobodyAcknowledgedAndThenCloses() {
        scene.start();
        scene.broker.stayReadyButSilent();
        scene.enter();

        scene.advance(Duration.ofSeconds(4));
        assertThat(ordersAfterEntry()).isEmpty();
        scene.advance(Duration.ofSeconds(1));
        assertThat(ordersAfterEntry()).containsExactly("STOP_LOSS SELL 10 STP 2.00 B1");
        scene.advance(Duration.ofSeconds(5));

        assertThat(scene.alerts()).containsExactly("unprotected", "unprotected");
        assertThat(told(scene.last(OrderRole.CLOSE))).isEqualTo("CLOSE SELL 10 LMT 2.45 -");
    }

    @Test
    void flattensBeforeTheCloseWithOneOrderAfterTheExitsAreGone() {
        scene.start().enter();

        scene.advanceTo(FLATTEN);

        assertThat(scene.broker.cancelRequests()).containsExactly(new OrderId(2), new OrderId(3));
        assertThat(ordersAfterEntry()).containsExactly("CLOSE SELL 10 LMT 2.45 -");
        assertThat(scene.last(OrderRole.CLOSE).timeInForce()).isEqualTo(TimeInForce.DAY);
        scene.fill(OrderRole.CLOSE, 10, "2.45");
        scene.advance(Duration.ofSeconds(5));
        assertThat(closed().get(0).reason()).isEqualTo(ExitReason.END_OF_DAY);
        assertThat(closed().get(0).profit()).isEqualTo(Money.usd("-50"));
    }

    @Test
    @Tag("R11")
    void placesTheClosingOrderAnewWhenItIsNotFilled() {
        scene.start().enter();
        scene.advanceTo(FLATTEN);
        scene.fill(OrderRole.CLOSE, 3, "2.45");

        scene.advance(Duration.ofSeconds(30));

        assertThat(ordersAfterEntry()).containsExactly("CLOSE SELL 10 LMT 2.45 -", "CLOSE SELL 7 LMT 2.45 -");
    }

    @Test
    @Tag("PM4")
    @Tag("R11")
    void keepsThePositionWhenTheClosingOrderIsRejectedAndTriesAgainLater() {
        scene.start().enter();
        scene.broker.rejectNext(201, "no");
        scene.advanceTo(FLATTEN);
        assertThat(scene.count(OrderRole.CLOSE)).isEqualTo(1);
        assertThat(scene.alerts()).containsExactly("close_rejected");
        assertThat(scene.engine.snapshot(FLATTEN).positions()).hasSize(1);

        scene.advance(Duration.ofSeconds(4));
        assertThat(scene.count(OrderRole.CLOSE)).isEqualTo(1);
        scene.advance(Duration.ofSeconds(1));

        assertThat(scene.count(OrderRole.CLOSE)).isEqualTo(2);
        assertThat(told(scene.last(OrderRole.CLOSE))).isEqualTo("CLOSE SELL 10 LMT 2.45 -");
    }

    @Test
    @Tag("R11")
    void triesToCloseAgainWhenNoQuoteCanBeHad() {
        scene.start().enter();
        scene.broker.fail(StubCall.QUOTE, 1, Recovery.RETRY_LATER);
        scene.advanceTo(FLATTEN);
        assertThat(scene.count(OrderRole.CLOSE)).isZero();
        assertThat(scene.alerts()).containsExactly("close_no_quote");

        scene.advance(Duration.ofSeconds(5));

        assertThat(scene.count(OrderRole.CLOSE)).isEqualTo(1);
    }

    @Test
    void neverSellsTwiceWhatAnExitSoldWhileItWasBeingCanceled() {
        scene.start().enter();
        scene.broker.timeline().advanceTo(FLATTEN.minusSeconds(1));
        scene.broker.fill(new OrderId(2), Quantity.of(10), Price.of("3.25"));
        scene.broker.timeline().advanceTo(FLATTEN);

        scene.settle();

        assertThat(scene.count(OrderRole.CLOSE)).isZero();
        assertThat(scene.broker.accounts().positions().toCompletableFuture().join())
                .isEmpty();
    }

    @Test
    @Tag("O08")
    void countsAFillThatComesAfterTheCancel() {
        scene.start().proposes("2.50");
        scene.cycle();
        scene.advance(Duration.ofSeconds(30));
        Order entry = scene.last(OrderRole.ENTRY);

        scene.broker.report(new OrderEvent.Filled(new Execution(
                new ExecutionId("late-1"),
                entry.id(),
                entry.ref(),
                entry.instrument(),
                Side.BUY,
                Quantity.of(10),
                Price.of("2.50"),
                scene.broker.timeline().instant())));
        scene.drain();

        assertThat(scene.alerts()).containsExactly("late_fill");
        assertThat(ordersAfterEntry())
                .containsExactly("STOP_LOSS SELL 10 STP 2.00 B1", "TAKE_PROFIT SELL 10 LMT 3.25 B1");
    }

    @Test
    @Tag("O03")
    @Tag("P3")
    void countsAFillOnceHoweverOftenItIsReported() {
        scene.start().proposes("2.50");
        scene.cycle();
        Execution execution = scene.fillOf(OrderRole.ENTRY, 10, "2.50");

        scene.broker.report(new OrderEvent.Filled(execution));
        scene.drain();

        assertThat(scene.bodies("fill")).hasSize(1);
        assertThat(scene.engine.snapshot(EngineScene.START).positions().get(0).quantity())
                .isEqualTo(Quantity.of(10));
    }

    @Test
    @Tag("O32")
    void alertsAboutOrdersThatAreNotOurs() {
        scene.start();
        Execution foreign = new Execution(
                new ExecutionId("x"),
                new OrderId(77),
                new OrderRef("manual"),
                EngineScene.CALL,
                Side.BUY,
                Quantity.of(1),
                Price.of("1.00"),
                EngineScene.START);

        scene.broker.report(new OrderEvent.Filled(foreign));
        scene.broker.report(new OrderEvent.Filled(foreign));
        scene.drain();

        assertThat(scene.alerts()).containsExactly("external");
    }

    @Test
    @Tag("T02")
    void flattensFiveMinutesBeforeAnEarlyClose() {
        EngineScene halfDay = new EngineScene(
                StubBroker.builder().at(Instant.parse("2026-11-27T15:30:00Z")).build());
        halfDay.call = OptionContract.equity(EngineScene.SPY, LocalDate.of(2026, 12, 4), Price.of("100"), Right.CALL);
        halfDay.start().enter();

        halfDay.advanceTo(Instant.parse("2026-11-27T17:54:59Z"));
        assertThat(halfDay.count(OrderRole.CLOSE)).isZero();
        halfDay.advanceTo(Instant.parse("2026-11-27T17:55:00Z"));

        assertThat(halfDay.last(OrderRole.CLOSE).terms()).isEqualTo(new OrderTerms.Limit(Price.of("2.45")));
    }
}
