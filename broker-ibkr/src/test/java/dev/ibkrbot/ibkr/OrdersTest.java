package dev.ibkrbot.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ibkrbot.broker.BrokerNotice;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.order.CompletedOrder;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.ibkr.session.Connector;
import dev.ibkrbot.ibkr.wire.OrderMessage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the broker makes of what a gateway says about orders, in virtual time. */
class OrdersTest {
    private final Bench bench = Bench.paper();

    @Test
    @Tag("O01")
    void neverSendsAnOrderTwice() {
        bench.submit(1);
        bench.pass(3600);
        assertThat(bench.placed()).hasSize(1);
        assertThat(bench.events).isEmpty();
    }

    @Test
    @Tag("O02")
    void tellsAnAcceptanceHoweverLate() {
        bench.submit(1);
        bench.pass(1800);
        bench.open(1, "Submitted");
        assertThat(bench.kinds()).containsExactly("Accepted");
    }

    @Test
    @Tag("O03")
    void tellsEachThingOnce() {
        bench.submit(1);
        for (int i = 0; i < 5; i++) {
            bench.open(1, "PreSubmitted");
            bench.status(1, "Submitted", 0);
            bench.send(Bench.fill(1, "0001.01", 10));
            bench.status(1, "Filled", 10);
        }
        bench.pass(60);
        assertThat(bench.kinds()).containsExactly("Accepted", "Filled");
    }

    @Test
    @Tag("O04")
    @Tag("O05")
    void takesAFillWithoutAnyStatus() {
        Order order = bench.submit(1);
        bench.send(Bench.fill(1, "0001.01", 10));
        assertThat(bench.events)
                .containsExactly(new OrderEvent.Filled(new Execution(
                        new ExecutionId("0001.01"),
                        order.id(),
                        order.ref(),
                        Bench.SPY,
                        Side.BUY,
                        Quantity.of(10),
                        Price.of("599.5"),
                        Instant.parse("2026-11-18T15:31:00Z"))));
    }

    @Test
    @Tag("O06")
    void takesNoQuantityFromAStatusButAsks() {
        bench.submit(1);
        bench.fillList.add(Bench.fill(1, "0001.01", 10));
        bench.status(1, "Filled", 10);
        assertThat(bench.kinds()).isEmpty();
        bench.pass(3);
        assertThat(bench.kinds()).containsExactly("Filled");
    }

    @Test
    @Tag("O07")
    void staysCanceledWhenAnOldStatusIsRepeated() {
        bench.submit(1);
        bench.status(1, "Submitted", 0);
        bench.broker.orders().cancel(new OrderId(1));
        bench.status(1, "Cancelled", 0);
        bench.open(1, "Submitted");
        bench.status(1, "Submitted", 0);
        assertThat(bench.kinds()).containsExactly("Accepted", "Canceled");
    }

    @Test
    @Tag("O08")
    void tellsAFillAfterTheCancel() {
        bench.submit(1);
        bench.status(1, "Submitted", 0);
        bench.notice(1, 202, "Order Canceled - reason:");
        bench.status(1, "Cancelled", 0);
        bench.send(Bench.fill(1, "0001.01", 4));
        assertThat(bench.kinds()).containsExactly("Accepted", "Canceled", "Filled");
    }

    @Test
    @Tag("O08")
    void waitsForTheFillsThatACancelMentions() {
        bench.submit(1);
        bench.fillList.add(Bench.fill(1, "0001.01", 4));
        bench.notice(1, 202, "Order Canceled - reason:");
        bench.status(1, "Cancelled", 4);
        assertThat(bench.kinds()).isEmpty();
        bench.pass(2);
        assertThat(bench.kinds()).containsExactly("Filled", "Canceled");
    }

    @ParameterizedTest
    @CsvSource({"10147, OrderId 1 that needs to be cancelled is not found", "10148, cannot be cancelled, state: Filled"
    })
    @Tag("O10")
    @Tag("O11")
    void asksWhenACancelFindsNothing(int code, String text) {
        bench.submit(1);
        bench.status(1, "Submitted", 0);
        bench.broker.orders().cancel(new OrderId(1));
        bench.fillList.add(Bench.fill(1, "0001.01", 10));
        bench.notice(1, code, text);
        assertThat(bench.kinds()).containsExactly("Accepted");
        bench.pass(1);
        assertThat(bench.kinds()).containsExactly("Accepted", "Filled");
    }

    @Test
    @Tag("O12")
    void leavesTheOrderAloneWhoseIdIsUsedAgain() {
        bench.submit(1);
        bench.status(1, "Submitted", 0);
        bench.notice(1, 103, "Duplicate order id");
        bench.pass(10);
        assertThat(bench.kinds()).containsExactly("Accepted");
        bench.submit(2);
        bench.notice(2, 103, "Duplicate order id");
        assertThat(bench.kinds()).containsExactly("Accepted", "Rejected");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("O14")
    void tellsARejectionWhicheverWordComesFirst(boolean errorFirst) {
        bench.submit(1);
        if (errorFirst) {
            bench.notice(1, 201, "Order rejected - reason: margin");
            bench.status(1, "Inactive", 0);
        } else {
            bench.status(1, "Inactive", 0);
            bench.notice(1, 201, "Order rejected - reason: margin");
        }
        bench.pass(10);
        assertThat(bench.events).singleElement().isInstanceOfSatisfying(OrderEvent.Rejected.class, it -> {
            assertThat(it.code()).isEqualTo(201);
            assertThat(it.reason()).contains("margin");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {399, 404, 2109, 10311, 10349})
    @Tag("O17")
    void changesNothingOnInformation(int code) {
        bench.submit(1);
        bench.status(1, "Submitted", 0);
        bench.notice(1, code, "for your information");
        bench.pass(10);
        assertThat(bench.kinds()).containsExactly("Accepted");
        assertThat(bench.notices).extracting(BrokerNotice::code).containsExactly(code);
        assertThat(bench.gateway.last().messages("7")).isEmpty();
    }

    @Test
    @Tag("O18")
    void changesNothingOnAnUnknownCodeButAsksAndTells() {
        bench.submit(1);
        bench.status(1, "Submitted", 0);
        bench.openList.add(Bench.openMessage(1, "Submitted"));
        bench.notice(1, 77_777, "something new");
        bench.pass(10);
        assertThat(bench.kinds()).containsExactly("Accepted");
        assertThat(bench.gateway.last().messages("7")).hasSize(1);
        assertThat(bench.notices)
                .extracting(BrokerNotice::severity, BrokerNotice::orderId)
                .containsExactly(tuple(BrokerNotice.Severity.URGENT, Optional.of(new OrderId(1))));
    }

    @Test
    @Tag("O30")
    void tellsACorrectionAsTheNextVersionOfItsFill() {
        bench.submit(1);
        bench.send(Bench.fill(1, "0001.01", 4));
        bench.send(Bench.fill(1, "0001.02", 3));
        bench.send(Bench.fill(1, "0001.01", 4));
        assertThat(bench.events)
                .filteredOn(OrderEvent.Filled.class::isInstance)
                .extracting(event -> ((OrderEvent.Filled) event).execution())
                .extracting(Execution::id, Execution::quantity)
                .containsExactly(
                        tuple(new ExecutionId("0001.01"), Quantity.of(4)),
                        tuple(new ExecutionId("0001.02"), Quantity.of(3)));
        assertThat(bench.notices).extracting(BrokerNotice::severity).containsExactly(BrokerNotice.Severity.URGENT);
        bench.fillList.add(Bench.fill(1, "0001.01", 4));
        bench.fillList.add(Bench.fill(1, "0001.02", 3));
        assertThat(bench.asked(bench.broker.orders().executions()).join())
                .extracting(Execution::id, Execution::quantity)
                .containsExactly(tuple(new ExecutionId("0001.02"), Quantity.of(3)));
    }

    @Test
    @Tag("O31")
    void tellsCostsBeforeAfterAndNever() {
        bench.submit(1);
        OrderMessage.Commission cost = cost("0001.01", Optional.of(new BigDecimal("1.05")));
        bench.send(cost);
        assertThat(bench.events).isEmpty();
        bench.send(Bench.fill(1, "0001.01", 4));
        bench.send(cost);
        bench.send(Bench.fill(1, "0002.01", 6));
        bench.send(cost("0002.01", Optional.empty()));
        assertThat(bench.kinds()).containsExactly("Filled", "Charged", "Filled");
        assertThat(bench.events.get(1))
                .isInstanceOfSatisfying(
                        OrderEvent.Charged.class,
                        it -> assertThat(it.commission()).isEqualTo(Money.of("1.05", Currency.USD)));
    }

    private static OrderMessage.Commission cost(String execId, Optional<BigDecimal> amount) {
        return new OrderMessage.Commission(execId, amount, "USD", Optional.empty());
    }

    @Test
    @Tag("O36")
    void failsWithoutTheEndOfAList() {
        bench.ends = false;
        CompletableFuture<List<OpenOrder>> open =
                bench.asked(bench.broker.orders().openOrders());
        CompletableFuture<List<Execution>> fills =
                bench.asked(bench.broker.orders().executions());
        bench.pass(20);
        assertThat(open).isCompletedExceptionally();
        assertThat(fills).isCompletedExceptionally();
    }

    /** TWS numbers it 0, or below where it is bound. */
    @Test
    @Tag("O32")
    void listsWhatWasPlacedByHand() {
        bench.openList.add(Bench.openMessage(0, "Submitted"));
        bench.openList.add(Bench.openMessage(-3, "Submitted"));

        assertThat(bench.asked(bench.broker.orders().openOrders()).join())
                .extracting(
                        open -> open.order().instrument(), open -> open.order().quantity())
                .containsExactly(
                        tuple(Bench.order(1).instrument(), Quantity.of(10)),
                        tuple(Bench.order(1).instrument(), Quantity.of(10)));
        assertThat(bench.notices).isEmpty();
        assertThat(bench.broker.orders().lowestFreeId()).isEqualTo(new OrderId(1));
    }

    @Test
    @Tag("O32")
    void attributesNothingToUsThatIsNot() {
        OrderMessage.Fill ours = Bench.fill(1, "0009.01", 5);
        for (int id : new int[] {0, -1, Integer.MAX_VALUE}) {
            OrderMessage.Fill.Execution it = ours.execution();
            bench.send(new OrderMessage.Fill(
                    -1,
                    id,
                    Bench.spy(),
                    new OrderMessage.Fill.Execution(
                            it.execId(),
                            it.time(),
                            it.account(),
                            it.exchange(),
                            it.side(),
                            it.shares(),
                            it.price(),
                            5,
                            0,
                            0,
                            it.shares(),
                            it.averagePrice(),
                            "",
                            0,
                            false,
                            "")));
        }
        assertThat(bench.events).isEmpty();
        assertThat(bench.broker.orders().lowestFreeId()).isEqualTo(new OrderId(1));
    }

    @Test
    @Tag("C15")
    void neverGoesBackWithOrderIds() {
        bench.submit(41);
        bench.gateway.nextId = 5;
        bench.gateway.last().end(Connector.Ending.BY_PEER);
        bench.pass(60);
        assertThat(bench.broker.connection()).isEqualTo(ConnectionState.READY);
        assertThat(bench.broker.orders().lowestFreeId()).isEqualTo(new OrderId(42));
    }

    @Test
    @Tag("O35")
    @Tag("O38")
    void findsOutWhatBecameOfOrdersWhileItWasAway() {
        bench.submit(1);
        bench.submit(2);
        bench.submit(3);
        for (int id = 1; id <= 3; id++) {
            bench.status(id, "Submitted", 0);
        }
        bench.gateway.last().end(Connector.Ending.BY_PEER);
        bench.fillList.add(Bench.fill(1, "0001.01", 10));
        bench.completedList.add(new OrderMessage.Completed(
                Bench.spy(),
                Bench.wireOrder(2),
                "Cancelled",
                BigDecimal.ZERO,
                0,
                "20261118 10:40:00 US/Eastern",
                "Cancelled by Trader"));
        bench.openList.add(Bench.openMessage(3, "Submitted"));
        bench.pass(60);
        assertThat(bench.kinds().subList(3, bench.kinds().size())).containsExactly("Filled", "Canceled");
        assertThat(bench.asked(bench.broker.orders().completedOrders()).join())
                .containsExactly(new CompletedOrder(
                        new OrderRef("B2-E"), CompletedOrder.End.CANCELED, Quantity.ZERO, "Cancelled by Trader"));
        assertThat(bench.events.get(4))
                .isInstanceOfSatisfying(
                        OrderEvent.Canceled.class,
                        it -> assertThat(it.orderId()).isEqualTo(new OrderId(2)));
    }
}
