package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderGroup;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.order.TimeInForce;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.stub.StubBroker;
import dev.ibkrbot.stub.StubCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReconnectTest {
    private final EngineScene scene = new EngineScene();

    private void loseTheLink() {
        scene.broker.becomes(ConnectionState.DISCONNECTED);
        scene.drain();
    }

    private void regainTheLink() {
        scene.broker.becomes(ConnectionState.READY);
        scene.drain();
    }

    @Test
    @Tag("C09")
    @Tag("P3")
    void countsAFillThatHappenedWhileTheLinkWasDown() {
        scene.start().proposes("2.50");
        scene.cycle();
        SteppedInbox listening = scene.inbox;
        loseTheLink();
        scene.inbox = new SteppedInbox();
        scene.broker.fill(new OrderId(1), Quantity.of(10), Price.of("2.50"));
        scene.inbox = listening;

        regainTheLink();

        assertThat(scene.bodies("fill")).hasSize(1);
        assertThat(scene.engine.snapshot(EngineScene.START).positions())
                .containsExactly(new Position(EngineScene.CALL, Quantity.of(10), Price.of("2.50")));
    }

    @Test
    @Tag("C16")
    @Tag("P12")
    void doesNothingWhileTheLinkIsDown() {
        scene.start().proposes("2.50");
        scene.cycle();
        int sent = scene.orders().size();
        loseTheLink();

        scene.advance(Duration.ofMinutes(10));
        scene.cycle();

        assertThat(scene.orders()).hasSize(sent);
        assertThat(scene.broker.cancelRequests()).isEmpty();
        assertThat(scene.skips()).containsExactly("not_ready");
    }

    @Test
    @Tag("RE4")
    void cancelsAnEntryThatNeverFilledAfterReconnecting() {
        scene.start().proposes("2.50");
        scene.cycle();
        loseTheLink();

        regainTheLink();

        assertThat(scene.broker.cancelRequests()).containsExactly(new OrderId(1));
    }

    @Test
    @Tag("RE4")
    void keepsTheProtectionAfterReconnecting() {
        scene.start().enter();
        loseTheLink();
        assertThat(scene.alerts()).containsExactly("disconnected");

        regainTheLink();

        assertThat(scene.broker.cancelRequests()).isEmpty();
        assertThat(scene.orders()).hasSize(3);
    }

    @Test
    @Tag("P4")
    void replacesAStopThatVanishedWhileTheLinkWasDown() {
        scene.start();
        scene.broker.stayReadyButSilent();
        scene.proposes("2.50");
        scene.cycle();
        loseTheLink();
        scene.broker.fill(new OrderId(1), Quantity.of(10), Price.of("2.50"));
        scene.broker.cancelAtBroker(new OrderId(3), "gone");
        scene.inbox.clear();

        regainTheLink();

        assertThat(scene.last(OrderRole.STOP_LOSS).id()).isEqualTo(new OrderId(4));
        assertThat(scene.last(OrderRole.STOP_LOSS).quantity()).isEqualTo(Quantity.of(10));
    }

    @Test
    @Tag("O36")
    void staysOutUntilTheBrokerHasToldEverything() {
        scene.broker.fail(StubCall.EXECUTIONS, 2, Recovery.RETRY_LATER);
        scene.start().proposes("2.50");

        scene.cycle();
        scene.advance(Duration.ofSeconds(15));
        scene.cycle();
        scene.advance(Duration.ofSeconds(15));
        scene.cycle();

        assertThat(scene.skips()).containsExactly("not_ready", "not_ready");
        assertThat(scene.count(OrderRole.ENTRY)).isEqualTo(1);
        assertThat(scene.alerts()).containsExactly("reconcile_failed");
    }

    @Test
    @Tag("O01")
    @Tag("P9")
    void callsAnEntryLostOnlyAfterTwoListsWithoutIt() {
        scene.start();
        scene.broker.stayReadyButSilent();
        scene.proposes("2.50");
        scene.cycle();
        scene.broker.cancelAtBroker(new OrderId(1), "gone");
        scene.inbox.clear();

        scene.advance(Duration.ofSeconds(10));
        assertThat(scene.bodies("order"))
                .anyMatch(body -> body.contains("'role':'ENTRY'") && body.contains("IN_DOUBT"));
        assertThat(scene.bodies("order")).noneMatch(body -> body.contains("'state':'LOST'") && body.contains("ENTRY"));
        scene.advance(Duration.ofSeconds(15));
        assertThat(scene.bodies("abandoned")).isEmpty();
        scene.advance(Duration.ofSeconds(15));
        scene.advance(Duration.ofSeconds(15));

        assertThat(scene.bodies("abandoned"))
                .containsExactly("{'trade':'scalp/SPY/2026-11-18T15:30:00Z/BUY','symbol':'SPY','reason':'lost'}");
        assertThat(scene.count(OrderRole.ENTRY)).isEqualTo(1);
    }

    @Test
    void tellsTheGateWhatElseTheAccountHolds() {
        Position shares = new Position(Stock.of("IBM"), Quantity.of(100), Price.of("150"));
        EngineScene other =
                new EngineScene(StubBroker.builder().position(shares).build());
        List<TradingBook> books = new ArrayList<>();
        other.gate = (proposal, book) -> {
            books.add(book);
            return new RiskReview.Denied(proposal, List.of(new Denial("x", "0", "1")));
        };
        other.start().proposes("2.50");

        other.cycle();

        assertThat(books.get(0).positions()).containsExactly(shares);
    }

    @Test
    @Tag("O33")
    void cancelsItsExitsWhenSomebodyElseClosedThePosition() {
        scene.start().enter();
        sellByHand();

        scene.advance(Duration.ofMinutes(5));
        assertThat(scene.alerts()).containsExactly("external");
        scene.advance(Duration.ofMinutes(5));

        assertThat(scene.alerts()).containsExactly("external", "position_mismatch");
        assertThat(scene.broker.cancelRequests()).containsExactly(new OrderId(2), new OrderId(3));
        assertThat(scene.bodies("abandoned"))
                .containsExactly(
                        "{'trade':'scalp/SPY/2026-11-18T15:30:00Z/BUY','symbol':'SPY','reason':'position_mismatch'}");
    }

    private void sellByHand() {
        Order manual = new Order(
                new OrderId(900_000),
                new OrderRef("manual"),
                OrderRole.CLOSE,
                EngineScene.CALL,
                Side.SELL,
                Quantity.of(10),
                new OrderTerms.Market(),
                TimeInForce.DAY,
                Optional.empty(),
                Optional.empty(),
                EngineScene.DIGEST);
        scene.broker.orders().submit(OrderGroup.single(manual));
        scene.broker.fill(manual.id(), Quantity.of(10), Price.of("2.60"));
        scene.inbox.clear();
    }

    @Test
    @Tag("C15")
    void usesNoIdBelowWhatTheBrokerTakesAndNoneTwice() {
        scene.broker.lowestFreeId(new OrderId(5_000));
        scene.start().proposes("2.50");
        scene.cycle();

        assertThat(scene.orders().get(0).id()).isEqualTo(new OrderId(5_000));
        scene.fill(OrderRole.ENTRY, 10, "2.50");
        // A restarted gateway may begin anew; ids of a journal's life never do.
        scene.broker.lowestFreeId(new OrderId(1));
        loseTheLink();
        regainTheLink();
        scene.fill(OrderRole.TAKE_PROFIT, 6, "3.25");
        assertThat(scene.orders()).hasSizeGreaterThan(3);
        assertThat(scene.orders())
                .extracting(order -> order.id().value())
                .allMatch(id -> id >= 5_000)
                .doesNotHaveDuplicates();
    }
}
