package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Price;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Flattening before the close when the market does not help. */
class DayEndTest {
    private static final Instant FLATTEN = Instant.parse("2026-11-18T20:55:00Z");
    private static final Instant CLOSE = Instant.parse("2026-11-18T21:00:00Z");

    private static final Instant NEXT_OPEN = Instant.parse("2026-11-19T14:30:00Z");

    private final EngineScene scene = new EngineScene().start();

    private void bid(Optional<Price> bid) {
        Instant now = scene.broker.timeline().instant();
        scene.broker.quote(new Quote(
                EngineScene.CALL,
                bid,
                Optional.of(Price.of("2.55")),
                Optional.empty(),
                OptionalLong.empty(),
                now,
                DataQuality.LIVE));
    }

    private void superviseUntil(Instant end) {
        while (scene.broker.timeline().instant().isBefore(end)) {
            scene.advance(Duration.ofSeconds(5));
        }
    }

    @Test
    @Tag("R11")
    @Tag("D05")
    void leavesProtectionWhileNobodyBidsAndClosesWhenSomebodyDoes() {
        scene.enter();
        bid(Optional.empty());
        scene.advanceTo(FLATTEN);
        superviseUntil(FLATTEN.plusSeconds(210));
        assertThat(scene.broker.cancelRequests()).isEmpty();
        assertThat(scene.alerts()).containsExactly("close_no_quote");

        bid(Optional.of(Price.of("2.20")));
        superviseUntil(FLATTEN.plusSeconds(235));
        assertThat(scene.broker.cancelRequests()).hasSize(2);
        assertThat(scene.last(OrderRole.CLOSE).terms().limitPrice()).contains(Price.of("2.20"));
    }

    @Test
    void keepsItsExitsOverNightWhenNobodyBidsAtAll() {
        scene.enter();
        bid(Optional.empty());
        scene.advanceTo(FLATTEN);
        superviseUntil(CLOSE.plusSeconds(60));
        assertThat(scene.broker.cancelRequests()).isEmpty();
        assertThat(scene.alerts()).containsExactly("close_no_quote", "not_flat");
    }

    @Test
    @Tag("R11")
    @Tag("P4")
    void protectsOverNightWhatCouldNotBeClosed() {
        scene.enter();
        scene.advanceTo(FLATTEN);
        scene.advanceTo(CLOSE.plusSeconds(30));
        scene.cancelAtBroker(scene.last(OrderRole.CLOSE).id());
        superviseUntil(CLOSE.plusSeconds(60));
        assertThat(rolesAfterEntry()).containsExactly(OrderRole.CLOSE, OrderRole.STOP_LOSS, OrderRole.TAKE_PROFIT);
        assertThat(scene.alerts()).containsExactly("not_flat");

        scene.advanceTo(NEXT_OPEN.plusSeconds(1));
        scene.advance(Duration.ofSeconds(5));
        scene.fill(OrderRole.CLOSE, 10, "2.45");
        scene.advance(Duration.ofMinutes(1));
        assertThat(rolesAfterEntry()).hasSize(4);
        assertThat(scene.bodies("exit")).singleElement().asString().contains("'reason':'end_of_day'");
    }

    @Test
    void insistsOnNoStopThatTheBrokerRefusesOverNight() {
        scene.enter();
        scene.advanceTo(FLATTEN);
        scene.advanceTo(CLOSE.plusSeconds(30));
        scene.broker.rejectNext(201, "not now");
        scene.cancelAtBroker(scene.last(OrderRole.CLOSE).id());
        superviseUntil(CLOSE.plusSeconds(120));
        assertThat(scene.count(OrderRole.STOP_LOSS)).isEqualTo(2);
        assertThat(scene.alerts()).hasSizeLessThan(3);
    }

    private List<OrderRole> rolesAfterEntry() {
        return scene.orders().stream().skip(3).map(order -> order.role()).toList();
    }

    @Test
    @Tag("R11")
    void closesTheOthersWhenOneClosingOrderIsRefused() {
        Symbol qqq = new Symbol("QQQ");
        EngineScene two = new EngineScene();
        two.with(it -> EngineSettings.defaults(TradingMode.PAPER, List.of(EngineScene.SPY, qqq), CycleRecording.EACH));
        two.start().enter();
        two.symbol = qqq;
        two.call = OptionContract.equity(qqq, LocalDate.of(2026, 11, 20), Price.of("100"), Right.CALL);
        two.proposes("2.50");
        two.handle(new EngineEvent.CycleDue(qqq));
        two.fill(OrderRole.ENTRY, 10, "2.50");
        two.broker.rejectNext(201, "no");
        two.advanceTo(FLATTEN);
        two.advance(Duration.ofSeconds(5));

        assertThat(two.orders().stream().filter(order -> order.role() == OrderRole.CLOSE))
                .extracting(order -> order.instrument().toString().substring(0, 3))
                .containsExactly("SPY", "QQQ", "SPY");
        assertThat(two.alerts()).containsExactly("close_rejected");
    }

    @Test
    void flattensWhatItFindsWhenItStartsShortlyBeforeTheClose() {
        scene.enter();
        scene.broker.becomes(ConnectionState.DISCONNECTED);
        scene.broker.timeline().advanceTo(CLOSE.minusSeconds(200));
        scene.inbox = new SteppedInbox();
        scene.build(scene.journal);
        scene.broker.becomes(ConnectionState.READY);
        scene.settle();
        scene.settle();
        scene.fill(OrderRole.CLOSE, 10, "2.45");
        scene.advance(Duration.ofMinutes(1));
        assertThat(scene.bodies("exit")).singleElement().asString().contains("'reason':'end_of_day'");
    }
}
