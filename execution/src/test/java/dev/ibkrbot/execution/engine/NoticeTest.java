package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.BrokerNotice;
import dev.ibkrbot.broker.BrokerNotice.Condition;
import dev.ibkrbot.broker.BrokerNotice.Severity;
import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.stub.StubCall;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a broker says beside order events never changes an order, and what nobody understands stops entries. */
class NoticeTest {
    private final EngineScene scene = new EngineScene();

    private void notice(Severity severity, int code, Optional<OrderId> order, Condition condition) {
        scene.engine
                .brokerListener()
                .onNotice(new BrokerNotice(
                        severity,
                        code,
                        order,
                        "as told",
                        scene.broker.timeline().instant(),
                        condition));
        scene.drain();
    }

    private void notice(Severity severity, int code, int order) {
        notice(severity, code, Optional.of(new OrderId(order)), Condition.UNCHANGED);
    }

    @Test
    @Tag("O17")
    void changesNothingOnAnInformationAndJournalsIt() {
        scene.start().enter();
        long before = scene.journal.head().sequence();
        EngineStatus status = scene.engine.snapshot(EngineScene.START);

        notice(Severity.INFO, 399, 3);

        assertThat(scene.engine.snapshot(EngineScene.START)).isEqualTo(status);
        assertThat(scene.linesFrom(before + 1))
                .containsExactly("notice {'severity':'INFO','code':399,'text':'as told','order_id':3}");
        assertThat(scene.broker.cancelRequests()).isEmpty();
        assertThat(scene.alerts()).isEmpty();
    }

    @Test
    @Tag("O18")
    @Tag("P9")
    void freezesTheSymbolOfAnUnknownCodeUntilTheBooksAgree() {
        scene.start().enter();
        scene.broker.fail(StubCall.POSITIONS, 2, Recovery.RETRY_LATER);

        notice(Severity.URGENT, 77_777, 3);
        notice(Severity.URGENT, 77_777, 3);
        scene.fill(OrderRole.TAKE_PROFIT, 10, "3.25");
        scene.cancelAtBroker(new OrderId(3));
        scene.advance(Duration.ofSeconds(5));
        scene.advance(Duration.ofMinutes(5));
        // The stub refused to tell its positions twice: at each of the two notices.
        assertThat(scene.bodies("freeze")).containsExactly("{'symbol':'SPY','reason':'broker_notice'}");
        assertThat(scene.bodies("unfreeze")).containsExactly("{'symbol':'SPY'}");
        assertThat(scene.alerts()).containsExactly("broker_notice", "reconcile_failed");
        assertThat(scene.bodies("order")).noneMatch(body -> body.contains("77777"));

        scene.cycle();

        assertThat(scene.count(OrderRole.ENTRY)).isEqualTo(2);
    }

    @Test
    @Tag("O18")
    void entersNothingOfAFrozenSymbol() {
        scene.start().enter();
        scene.fill(OrderRole.TAKE_PROFIT, 10, "3.25");
        scene.cancelAtBroker(new OrderId(3));
        scene.advance(Duration.ofSeconds(5));
        scene.advance(Duration.ofMinutes(5));
        scene.broker.fail(StubCall.OPEN_ORDERS, 1, Recovery.RETRY_LATER);

        notice(Severity.URGENT, 77_777, 3);
        scene.cycle();
        assertThat(scene.skips()).containsExactly("frozen");
        scene.advance(Duration.ofSeconds(15));
        scene.cycle();

        assertThat(scene.skips()).containsExactly("frozen");
        assertThat(scene.count(OrderRole.ENTRY)).isEqualTo(2);
    }

    @Test
    @Tag("O18")
    void asksTheBrokerAfterAnUnknownCodeAboutNoOrder() {
        scene.start();
        int before = scene.bodies("reconciled").size();

        notice(Severity.URGENT, 77_777, Optional.empty(), Condition.UNCHANGED);

        assertThat(scene.bodies("reconciled")).hasSize(before + 1);
        assertThat(scene.alerts()).containsExactly("broker_notice");
        assertThat(scene.bodies("freeze")).isEmpty();
    }

    @Test
    @Tag("C11")
    void journalsAFloodOfTheSameNoticeOncePerMinute() {
        scene.start();

        for (int i = 0; i < 120; i++) {
            notice(Severity.WARNING, 1100, Optional.empty(), Condition.UNCHANGED);
            scene.advance(Duration.ofSeconds(1));
        }

        assertThat(scene.bodies("notice")).hasSize(2);
    }

    @Test
    @Tag("C12")
    @Tag("C18")
    @Tag("P7")
    void entersNothingWhileMarketDataIsGoneNorOnAQuoteFromBeforeItCameBack() {
        scene.start().proposes("2.50");

        notice(Severity.WARNING, 2103, Optional.empty(), Condition.DATA_LOST);
        scene.cycle();
        assertThat(scene.skips()).containsExactly("data_lost");
        Plan.Proposed old = scene.proposal("2.50");
        scene.advance(Duration.ofSeconds(3));
        notice(Severity.INFO, 2104, Optional.empty(), Condition.DATA_BACK);
        scene.planner = symbol -> CompletableFuture.completedFuture(old);
        scene.cycle();
        assertThat(scene.bodies("signal")).singleElement().asString().contains("'outcome':'stale_quote'");
        assertThat(scene.orders()).isEmpty();
        scene.proposes("2.50");
        scene.advance(Duration.ofSeconds(1));
        scene.cycle();

        assertThat(scene.count(OrderRole.ENTRY)).isEqualTo(1);
    }

    @Test
    @Tag("C12")
    void refusesAPlanThatWasMadeBeforeMarketDataWentAway() {
        scene.start();
        CompletableFuture<Plan> pending = new CompletableFuture<>();
        scene.planner = symbol -> pending;
        scene.cycle();

        notice(Severity.WARNING, 2103, Optional.empty(), Condition.DATA_LOST);
        pending.complete(scene.proposal("2.50"));
        scene.drain();

        assertThat(scene.orders()).isEmpty();
        assertThat(scene.bodies("signal")).singleElement().asString().contains("'outcome':'data_lost'");
    }

    @Test
    @Tag("C09")
    @Tag("C10")
    @Tag("C06")
    void freezesEntriesWhenTheLinkIsGoneAndUntilTheBooksWereComparedAfterIt() {
        scene.start().proposes("2.50");
        scene.broker.becomes(ConnectionState.DISCONNECTED);
        scene.drain();
        Plan.Proposed old = scene.proposal("2.50");
        scene.cycle();
        scene.broker.fail(StubCall.OPEN_ORDERS, 1, Recovery.RETRY_LATER);
        scene.advance(Duration.ofSeconds(5));
        scene.broker.becomes(ConnectionState.CONNECTING);
        scene.broker.becomes(ConnectionState.READY);
        scene.drain();
        scene.cycle();
        assertThat(scene.skips()).containsExactly("not_ready", "not_ready");
        scene.advance(Duration.ofSeconds(15));
        scene.planner = symbol -> CompletableFuture.completedFuture(old);
        scene.cycle();
        assertThat(scene.bodies("signal")).singleElement().asString().contains("'outcome':'stale_quote'");
        scene.proposes("2.50");
        scene.advance(Duration.ofSeconds(1));
        scene.cycle();

        assertThat(scene.count(OrderRole.ENTRY)).isEqualTo(1);
        assertThat(scene.alerts()).containsExactly("disconnected", "reconcile_failed");
    }
}
