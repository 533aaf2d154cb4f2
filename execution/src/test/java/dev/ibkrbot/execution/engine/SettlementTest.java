package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.account.OptionSettlement;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.order.ClosedTrade;
import dev.ibkrbot.execution.order.ExitReason;
import dev.ibkrbot.execution.order.JournalReplay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ten calls struck at 100, bought at 2.50 for 2,500 dollars, are held to the close of their expiration date. */
@Tag("T10")
class SettlementTest {
    private static final Instant CLOSE = Instant.parse("2026-11-20T21:00:00Z");

    private final EngineScene scene = new EngineScene();

    private void hold() {
        scene.holdOverNight();
        scene.start().enter();
        scene.planner = symbol -> CompletableFuture.completedFuture(scene.hold());
    }

    private void settle(String id, OptionSettlement.Kind kind, long quantity, String cash, long shares) {
        if (scene.broker.timeline().instant().isBefore(CLOSE)) {
            scene.broker.timeline().advanceTo(CLOSE);
        }
        scene.engine
                .brokerListener()
                .onSettlement(new OptionSettlement(
                        new ExecutionId(id),
                        kind,
                        EngineScene.CALL,
                        Quantity.of(quantity),
                        Money.usd(cash),
                        Quantity.of(shares),
                        Price.of("100"),
                        CLOSE));
        scene.drain();
        scene.broker.cancelAtBroker(new OrderId(2), "expired");
        scene.broker.cancelAtBroker(new OrderId(3), "expired");
        scene.drain();
        scene.advance(Duration.ofSeconds(5));
    }

    private List<ClosedTrade> closed() {
        return scene.reports.stream()
                .filter(EngineReport.TradeClosed.class::isInstance)
                .map(report -> ((EngineReport.TradeClosed) report).trade())
                .toList();
    }

    private void checkClosed(ExitReason reason, String exitPrice, String profit) {
        assertThat(closed()).hasSize(1);
        ClosedTrade trade = closed().get(0);
        assertThat(trade.reason()).isEqualTo(reason);
        assertThat(trade.exitTime()).isEqualTo(CLOSE);
        assertThat(trade.exitPrice()).isEqualTo(Price.of(exitPrice));
        assertThat(trade.profit()).isEqualTo(Money.usd(profit));
        assertThat(scene.orders()).hasSize(3);
        assertThat(scene.engine.snapshot(CLOSE).positions()).isEmpty();
        assertThat(JournalReplay.fold(scene.journal).trades()).isEmpty();
    }

    @Test
    void closesAtAllThatWasPaidWhenTheOptionExpiresWorthless() {
        hold();

        settle("s1", OptionSettlement.Kind.EXPIRED, 10, "0", 0);

        checkClosed(ExitReason.EXPIRED, "0", "-2500");
        assertThat(scene.bodies("settlement"))
                .singleElement()
                .asString()
                .startsWith("{'settlement':'s1','kind':'EXPIRED','trade':'scalp/SPY/2026-11-18T15:30:00Z/BUY'")
                .contains("'quantity':'10'", "'value':'0.00'", "'shares':'0'");
    }

    @Test
    void closesAtTheCashThatWasPaidForTheOption() {
        hold();

        settle("s1", OptionSettlement.Kind.EXERCISED, 10, "3123.40", 0);

        checkClosed(ExitReason.EXERCISED, "3.1234", "623.40");
    }

    @Test
    void closesTheOptionAtNothingWhenSharesAreDeliveredAtTheStrikeAndCallsAPerson() {
        hold();

        settle("s1", OptionSettlement.Kind.EXERCISED, 10, "-100000", 1000);

        checkClosed(ExitReason.EXERCISED, "0", "-2500");
        assertThat(scene.alerts()).containsExactly("delivered");
    }

    @Test
    void countsABookingOnceAlsoAfterARestart() {
        hold();
        settle("s1", OptionSettlement.Kind.EXPIRED, 4, "0", 0);
        settle("s1", OptionSettlement.Kind.EXPIRED, 4, "0", 0);
        assertThat(scene.engine.snapshot(CLOSE).positions())
                .containsExactly(new Position(EngineScene.CALL, Quantity.of(6), Price.of("2.50")));

        scene.inbox = new SteppedInbox();
        scene.build(scene.journal);
        scene.broker.becomes(ConnectionState.DISCONNECTED);
        scene.broker.becomes(ConnectionState.READY);
        settle("s1", OptionSettlement.Kind.EXPIRED, 4, "0", 0);

        assertThat(scene.bodies("settlement")).hasSize(1);
        settle("s2", OptionSettlement.Kind.EXPIRED, 6, "0", 0);
        checkClosed(ExitReason.EXPIRED, "0", "-2500");
    }

    /** The broker said nothing of the end; in the next session it lists this. */
    private void findOnMonday(Position... positions) {
        ListedBroker listed = new ListedBroker(scene.broker);
        scene.wrapped = Optional.of(listed);
        hold();
        scene.broker.timeline().advanceTo(CLOSE);
        scene.cancelAtBroker(new OrderId(2));
        scene.cancelAtBroker(new OrderId(3));
        listed.positions = any -> CompletableFuture.completedFuture(List.of(positions));
        scene.advanceTo(Instant.parse("2026-11-23T14:29:00Z"));
        assertThat(closed()).isEmpty();
        scene.advanceTo(Instant.parse("2026-11-23T14:30:00Z"));
        scene.advance(Duration.ofSeconds(5));
    }

    private ClosedTrade onlyClosed() {
        assertThat(closed()).hasSize(1);
        return closed().get(0);
    }

    @Test
    void findsInTheAccountThatAnOptionExpiredWorthless() {
        findOnMonday();

        assertThat(onlyClosed().reason()).isEqualTo(ExitReason.EXPIRED);
        assertThat(onlyClosed().profit()).isEqualTo(Money.usd("-2500"));
        assertThat(scene.alerts()).containsExactly("settlement_deduced");
        assertThat(scene.orders()).hasSize(3);
    }

    @Test
    void findsInTheAccountThatAnOptionWasExercised() {
        findOnMonday(new Position(Stock.of("SPY"), Quantity.of(1000), Price.of("100")));

        assertThat(onlyClosed().reason()).isEqualTo(ExitReason.EXERCISED);
        assertThat(onlyClosed().profit()).isEqualTo(Money.usd("-2500"));
        assertThat(scene.alerts()).containsExactly("settlement_deduced", "delivered");
        assertThat(scene.bodies("settlement"))
                .singleElement()
                .asString()
                .contains("'kind':'EXERCISED'", "'cash':'-100000.00'", "'shares':'1000'", "'basis':'100.00'");
    }

    @Test
    void givesUpWhenTheAccountTellsNeither() {
        findOnMonday(new Position(Stock.of("SPY"), Quantity.of(300), Price.of("100")));

        assertThat(closed()).isEmpty();
        assertThat(scene.alerts()).containsExactly("expired");
        assertThat(scene.bodies("abandoned")).hasSize(1);
    }

    @Test
    void recordsTheEndOfOptionsThatAreNotOurs() {
        scene.start();

        settle("s9", OptionSettlement.Kind.EXPIRED, 3, "0", 0);

        assertThat(scene.alerts()).containsExactly("external");
        assertThat(scene.bodies("settlement"))
                .singleElement()
                .asString()
                .startsWith("{'settlement':'s9','kind':'EXPIRED','instrument'");
    }

    @Test
    void placesNoExitForAnOptionAfterItsLastMoment() {
        hold();
        scene.broker.timeline().advanceTo(CLOSE);

        scene.cancelAtBroker(new OrderId(2));
        scene.cancelAtBroker(new OrderId(3));
        scene.advance(Duration.ofMinutes(5));

        assertThat(scene.orders()).hasSize(3);
        assertThat(closed()).isEmpty();
    }
}
