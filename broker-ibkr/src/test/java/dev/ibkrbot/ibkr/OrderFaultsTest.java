package dev.ibkrbot.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.WhatIf;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.ibkr.notice.NoticeTable;
import dev.ibkrbot.ibkr.session.Connector;
import dev.ibkrbot.ibkr.session.ScriptedGateway;
import dev.ibkrbot.ibkr.wire.OrderMessage;
import dev.ibkrbot.ibkr.wire.SessionMessage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders when the gateway is not ready, refuses, or speaks of others, in virtual time. */
class OrderFaultsTest {
    private final Bench bench = Bench.paper();

    @Test
    @Tag("C04")
    void takesNoOrderBeforeTheNextOrderIdIsKnown() {
        Bench late = new Bench(TradingMode.PAPER);
        late.gateway.talks = false;
        late.broker.connect(late);
        late.time.settle();
        late.gateway.last().greet(193);
        late.gateway.last().send(new SessionMessage.ManagedAccounts(List.of(Bench.ACCOUNT)));
        late.open(40, "Submitted");
        assertThatThrownBy(() -> late.submit(1)).isInstanceOf(BrokerException.class);
        late.gateway.last().send(new SessionMessage.NextValidId(41));
        late.time.settle();
        assertThat(late.broker.connection()).isEqualTo(ConnectionState.READY);
        assertThat(late.broker.orders().lowestFreeId()).isEqualTo(new OrderId(41));
        assertThat(late.placed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("C09")
    @Tag("C25")
    void asksWhatBecameOfOrdersAfterAGapInTheSession(boolean missedHeartbeat) {
        bench.submit(1);
        bench.status(1, "Submitted", 0);
        bench.fillList.add(Bench.fill(1, "0001.01", 10));
        if (missedHeartbeat) {
            bench.gateway.answersTime = false;
            bench.pass(31);
            bench.gateway
                    .last()
                    .send(new SessionMessage.CurrentTime(bench.time.instant().toEpochMilli()));
        } else {
            bench.notice(-1, 1100, "lost");
            bench.notice(-1, 1102, "restored - data maintained");
        }
        bench.pass(1);
        assertThat(bench.kinds()).containsExactly("Accepted", "Filled");
        assertThat(bench.gateway.lines).hasSize(1);
    }

    @Test
    @Tag("O13")
    void handsOutNoIdThatAnOrderOfAnEarlierRunHas() {
        bench.openList.add(Bench.openMessage(90, "Submitted"));
        assertThat(bench.asked(bench.broker.orders().openOrders()).join()).hasSize(1);
        assertThat(bench.broker.orders().lowestFreeId()).isEqualTo(new OrderId(91));
    }

    @Test
    @Tag("O15")
    void countsAnOrderHeldForSharesAsAlive() {
        bench.submit(1);
        bench.send(new OrderMessage.Status(
                1,
                "Inactive",
                BigDecimal.ZERO,
                BigDecimal.TEN,
                Optional.of(BigDecimal.ZERO),
                1001,
                0,
                Optional.empty(),
                7,
                "locate"));
        bench.pass(60);
        assertThat(bench.kinds()).containsExactly("Accepted");
        bench.send(Bench.fill(1, "0001.01", 10));
        assertThat(bench.kinds()).containsExactly("Accepted", "Filled");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("O16")
    @Tag("O28")
    void rejectsForATickOnlyAnOrderThatNeverLived(boolean lived) {
        bench.submit(1);
        if (lived) {
            bench.status(1, "Submitted", 0);
        }
        bench.openList.add(Bench.openMessage(1, "Submitted"));
        bench.notice(1, 110, "The price does not conform to the minimum price variation for this contract.");
        bench.pass(10);
        assertThat(bench.kinds()).containsExactly(lived ? "Accepted" : "Rejected");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("O18")
    void changesNoOrderByAnyCodeWithoutARow(boolean lived) {
        bench.submit(1);
        if (lived) {
            bench.status(1, "Submitted", 0);
        }
        bench.openList.add(Bench.openMessage(1, "PendingSubmit"));
        SplittableRandom random = new SplittableRandom(7);
        int unknown = 0;
        while (unknown < 2000) {
            int code = random.nextInt(-1000, 100_000);
            if (NoticeTable.standard().rule(code).meaning().equals("a code that is not in the table")) {
                bench.notice(1, code, "Order rejected, canceled, filled");
                unknown++;
            }
        }
        bench.pass(10);
        assertThat(bench.kinds()).isEqualTo(lived ? List.of("Accepted") : List.of());
        assertThat(bench.gateway.last().orderMessages).isEqualTo(1);
    }

    @Test
    @Tag("O34")
    void failsAPreviewThatIsNotAnswered() {
        CompletableFuture<WhatIf> preview = bench.asked(bench.broker.orders().preview(Bench.order(1)));
        bench.pass(16);
        assertThat(preview).isCompletedExceptionally();
        assertThat(bench.gateway.last().orderMessages).isZero();
    }

    @Test
    @Tag("O32")
    void takesNoFillOfAnotherAccountForOurs() {
        bench.submit(1);
        OrderMessage.Fill ours = Bench.fill(1, "0001.01", 10);
        OrderMessage.Fill.Execution it = ours.execution();
        bench.send(new OrderMessage.Fill(
                -1,
                1,
                Bench.spy(),
                new OrderMessage.Fill.Execution(
                        it.execId(),
                        it.time(),
                        "DU999999",
                        it.exchange(),
                        it.side(),
                        it.shares(),
                        it.price(),
                        it.permId(),
                        it.clientId(),
                        0,
                        it.shares(),
                        it.averagePrice(),
                        it.orderRef(),
                        0,
                        false,
                        "")));
        assertThat(bench.events).isEmpty();
    }

    @Test
    void writesNoOrderInADryRunWhateverIsAsked() {
        for (int version : new int[] {176, 187, 193, 200}) {
            Bench dry = new Bench(TradingMode.DRY_RUN);
            dry.gateway.version = version;
            dry.broker.connect(dry);
            dry.time.settle();
            for (int i = 1; i < 5; i++) {
                int id = i;
                dry.broker.orders().preview(Bench.order(id));
                assertThatThrownBy(() -> dry.broker.orders().submit(OrderGroup.single(Bench.order(id))))
                        .isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> dry.broker.orders().cancel(new OrderId(id)))
                        .isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(dry.broker::cancelEverything).isInstanceOf(IllegalStateException.class);
                dry.open(id, "Submitted");
                dry.notice(id, 201, "Order rejected");
                dry.gateway.last().end(Connector.Ending.BY_PEER);
                dry.pass(120);
            }
            assertThat(dry.gateway.lines).hasSize(5);
            assertThat(dry.placed()).as("previews left, version %d", version).isNotEmpty();
            assertThat(dry.gateway.lines)
                    .extracting(line -> line.orderMessages)
                    .as("orders left, version %d", version)
                    .containsOnly(0);
        }
    }

    @Test
    void seesOrdersWhereTheyAreWritten() {
        for (int version : new int[] {176, 187, 193, 200}) {
            Bench paper = new Bench(TradingMode.PAPER);
            paper.gateway.version = version;
            paper.broker.connect(paper);
            paper.time.settle();
            ScriptedGateway.Line line = paper.gateway.last();
            paper.submit(1);
            assertThat(line.orderMessages).isEqualTo(1);
            paper.broker.orders().cancel(new OrderId(1));
            paper.broker.cancelEverything();
            paper.time.settle();
            assertThat(line.orderMessages).isEqualTo(3);
        }
    }

    @Test
    @Tag("O31")
    void tellsAFillWithoutWaitingForItsCost() {
        bench.submit(1);
        bench.send(Bench.fill(1, "0001.01", 10));
        assertThat(bench.events).singleElement().isInstanceOf(OrderEvent.Filled.class);
    }
}
