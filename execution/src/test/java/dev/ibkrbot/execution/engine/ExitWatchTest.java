package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.SelectionFunnel;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.order.JournalReplay;
import dev.ibkrbot.stub.StubBroker;
import dev.ibkrbot.stub.StubCall;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Positions that time or a failed stop call to be closed. The call of the scene ends on Friday the 20th. */
class ExitWatchTest {
    private static final ExitPlan PLAN = new ExitPlan(
            Optional.of(Percent.of("15")),
            Optional.of(Percent.of("25")),
            Optional.of(Percent.of("40")),
            Optional.of(Duration.ofMinutes(90)),
            OptionalInt.of(1));

    private final EngineScene scene = new EngineScene();

    /** Ten calls at this price, with this plan, and no flattening. */
    private void hold(ExitPlan plan, String price) {
        scene.exits = plan;
        scene.holdOverNight();
        scene.start().proposes(price);
        scene.cycle();
        scene.fill(OrderRole.ENTRY, 10, price);
        quote("2.00", "2.10");
    }

    private void quote(String bid, String ask) {
        quote(Optional.of(Price.of(bid)), Optional.of(Price.of(ask)), Duration.ZERO, DataQuality.LIVE);
    }

    private void quote(Optional<Price> bid, Optional<Price> ask, Duration age, DataQuality quality) {
        Instant asOf = scene.broker.timeline().instant().minus(age);
        scene.broker.quote(new Quote(scene.call, bid, ask, Optional.empty(), OptionalLong.of(100), asOf, quality));
    }

    private Quote quoteOf(Instrument instrument, String bid, String ask) {
        return new Quote(
                instrument,
                Optional.of(Price.of(bid)),
                Optional.of(Price.of(ask)),
                Optional.empty(),
                OptionalLong.of(100),
                scene.broker.timeline().instant(),
                DataQuality.LIVE);
    }

    /** The reasons for which exits were canceled so that a close could follow. */
    private List<String> reasons() {
        return scene.bodies("cancel").stream()
                .map(body -> body.replaceAll(".*'reason':'([a-z_]+)'.*", "$1"))
                .distinct()
                .toList();
    }

    /** Time passes with a fresh quote at every step of a minute, as on a market that is quoted. */
    private void minutes(int count, String bid, String ask) {
        for (int i = 0; i < count; i++) {
            scene.broker.timeline().advanceTo(scene.broker.timeline().instant().plusSeconds(60));
            quote(bid, ask);
            scene.settle();
        }
    }

    @Test
    @Tag("PM1")
    void closesWhatWasHeldForNinetyMinutes() {
        hold(PLAN, "2.00");

        minutes(89, "2.00", "2.10");
        assertThat(scene.broker.cancelRequests()).isEmpty();
        minutes(1, "2.00", "2.10");

        assertThat(reasons()).containsExactly("time_stop");
        assertThat(scene.count(OrderRole.CLOSE)).isEqualTo(1);
        assertThat(scene.last(OrderRole.CLOSE).terms()).isEqualTo(new OrderTerms.Limit(Price.of("2.00")));
        scene.fill(OrderRole.CLOSE, 10, "2.00");
        scene.advance(Duration.ofSeconds(5));
        assertThat(scene.bodies("exit")).singleElement().asString().contains("'reason':'time_stop'");
    }

    @Test
    @Tag("PM1")
    void closesOneDayBeforeTheExpirationAndNotTwo() {
        hold(
                new ExitPlan(PLAN.takeProfit(), PLAN.stopLoss(), Optional.empty(), Optional.empty(), OptionalInt.of(1)),
                "2.00");

        scene.advanceTo(Instant.parse("2026-11-18T20:59:00Z"));
        assertThat(scene.broker.cancelRequests()).as("two days before").isEmpty();
        scene.advanceTo(Instant.parse("2026-11-19T14:30:00Z"));

        assertThat(reasons()).containsExactly("dte_force_close");
    }

    /** The day after the entry at 100, with the position so near to its expiration and worth so much. */
    @ParameterizedTest
    @CsvSource({
        "3, 100.00, dte_force_close",
        "4, 100.00, ''",
        "10, 60.00, emergency_stop",
        "10, 60.01, ''",
        "0, 110.00, dte_force_close"
    })
    @Tag("C1")
    void closesWhatIsNearItsEndOrHasLostFortyPercent(int dte, String bid, String reason) {
        LocalDate tomorrow = LocalDate.of(2026, 11, 19);
        scene.call = OptionContract.equity(EngineScene.SPY, tomorrow.plusDays(dte), Price.of("100"), Right.CALL);
        hold(
                new ExitPlan(
                        PLAN.takeProfit(), PLAN.stopLoss(), PLAN.emergencyLoss(), Optional.empty(), OptionalInt.of(3)),
                "100.00");

        scene.broker.timeline().advanceTo(Instant.parse("2026-11-19T14:31:00Z"));
        quote(bid, "111.00");
        scene.settle();

        assertThat(reasons()).isEqualTo(reason.isEmpty() ? List.of() : List.of(reason));
    }

    @Test
    @Tag("C2")
    void closesAfterALossOfHalfWhenThereIsNoExpirationToLookAt() {
        Stock stock = Stock.of("SPY");
        Plan.Proposed plan = scene.proposal("2.00");
        TradeProposal option = plan.proposal();
        scene.broker.quote(quoteOf(stock, "99.99", "100.00"));
        TradeProposal proposal = new TradeProposal(
                option.signalId(),
                option.strategy(),
                option.symbol(),
                stock,
                Side.BUY,
                Price.of("100.00"),
                PLAN,
                quoteOf(stock, "99.99", "100.00"),
                PriceGrid.CENT,
                option.decidedAt());
        scene.planner = symbol ->
                CompletableFuture.completedFuture(new Plan.Proposed(plan.signal(), proposal, SelectionFunnel.EMPTY));
        scene.start();
        scene.cycle();
        scene.fill(OrderRole.ENTRY, 10, "100.00");

        scene.broker.timeline().advanceTo(EngineScene.START.plusSeconds(60));
        scene.broker.quote(quoteOf(stock, "50.00", "50.10"));
        scene.settle();

        assertThat(reasons()).containsExactly("emergency_stop");
    }

    @Test
    @Tag("RE3")
    void closesAlsoWhileHaltedAndAfterTheDaysLoss() {
        scene.standing = book -> List.of(new Denial("daily_loss", "below 10%", "12%"));
        hold(PLAN, "2.00");
        scene.handle(new EngineEvent.HaltRequested("a person said so"));

        minutes(90, "2.00", "2.10");

        assertThat(scene.count(OrderRole.CLOSE)).isEqualTo(1);
    }

    @Test
    @Tag("RE4")
    void cancelsAndClosesOnceInAnEmergency() {
        hold(PLAN, "2.00");

        minutes(1, "1.20", "1.30");
        scene.settle();
        scene.settle();

        assertThat(scene.broker.cancelRequests()).containsExactly(new OrderId(2), new OrderId(3));
        assertThat(scene.count(OrderRole.CLOSE)).isEqualTo(1);
        assertThat(scene.alerts()).containsExactly("emergency_stop");
    }

    @Test
    @Tag("OC4")
    void leavesAPositionAloneBetweenItsBoundsAndWhenTheProgramEnds() {
        hold(PLAN, "2.00");

        minutes(30, "1.60", "1.70");
        minutes(30, "2.20", "2.25");
        scene.handle(new EngineEvent.StopRequested("interrupted"));

        assertThat(scene.orders()).hasSize(3);
        assertThat(scene.broker.cancelRequests()).isEmpty();
        assertThat(scene.bodies("run_end")).hasSize(1);
    }

    @Test
    @Tag("PM3")
    void closesAtALossOfFortyPercentThatTheStopLetPass() {
        hold(PLAN, "2.00");

        minutes(1, "1.21", "1.30");
        assertThat(scene.broker.cancelRequests()).as("39.5 %").isEmpty();
        minutes(1, "1.20", "1.30");

        assertThat(reasons()).containsExactly("emergency_stop");
        assertThat(scene.alerts()).containsExactly("emergency_stop");
        assertThat(scene.last(OrderRole.CLOSE).terms()).isEqualTo(new OrderTerms.Limit(Price.of("1.20")));
        assertThat(scene.broker.cancelRequests()).containsExactly(new OrderId(2), new OrderId(3));
    }

    @Test
    @Tag("PM3")
    void callsItAnEmergencyWhenTheExpirationIsNearToo() {
        hold(
                new ExitPlan(
                        PLAN.takeProfit(), PLAN.stopLoss(), PLAN.emergencyLoss(), PLAN.timeStop(), OptionalInt.of(3)),
                "2.00");

        scene.broker.timeline().advanceTo(Instant.parse("2026-11-19T14:31:00Z"));
        quote("1.20", "1.30");
        scene.settle();

        assertThat(reasons()).containsExactly("emergency_stop");
    }

    @Test
    @Tag("OC5")
    void takesNoPriceThatTellsNothingForALoss() {
        hold(
                new ExitPlan(
                        PLAN.takeProfit(),
                        PLAN.stopLoss(),
                        PLAN.emergencyLoss(),
                        Optional.empty(),
                        OptionalInt.empty()),
                "2.00");

        List<Runnable> useless = List.of(
                () -> quote(Optional.empty(), Optional.of(Price.of("0.10")), Duration.ZERO, DataQuality.LIVE),
                () -> quote(Optional.of(Price.of("0.05")), Optional.empty(), Duration.ZERO, DataQuality.LIVE),
                () -> quote("0.10", "0.05"),
                () -> quote(
                        Optional.of(Price.of("0.05")),
                        Optional.of(Price.of("0.10")),
                        Duration.ofSeconds(61),
                        DataQuality.LIVE),
                () -> quote(
                        Optional.of(Price.of("0.05")),
                        Optional.of(Price.of("0.10")),
                        Duration.ZERO,
                        DataQuality.DELAYED),
                () -> scene.broker.fail(StubCall.QUOTE, 1, Recovery.RETRY_LATER));
        for (Runnable one : useless) {
            scene.broker.timeline().advanceTo(scene.broker.timeline().instant().plusSeconds(5));
            one.run();
            scene.settle();
        }

        assertThat(scene.broker.cancelRequests()).isEmpty();
        assertThat(scene.alerts()).containsExactly("exit_price_unknown");
        minutes(1, "0.05", "0.10");
        assertThat(reasons()).containsExactly("emergency_stop");
    }

    @Test
    void closesInTimeAlsoWithoutAPrice() {
        hold(PLAN, "2.00");
        scene.broker.fail(StubCall.QUOTE, 1, Recovery.RETRY_LATER);

        scene.advance(Duration.ofMinutes(90));

        assertThat(reasons()).containsExactly("time_stop");
    }

    @Test
    void goesOnWatchingAfterARestart() {
        hold(PLAN, "2.00");
        assertThat(JournalReplay.fold(scene.journal).trades().get(0).origin().exits())
                .isEqualTo(PLAN);
        scene.handle(new EngineEvent.StopRequested("update"));

        scene.build(scene.journal);
        scene.handle(new EngineEvent.ConnectionChanged(ConnectionState.READY));
        minutes(90, "2.00", "2.10");

        assertThat(reasons()).containsExactly("time_stop");
    }

    @Test
    void writesNothingOfAPlanThatLeavesByPriceAlone() {
        scene.start().enter();

        assertThat(scene.bodies("intent").get(0))
                .contains("'take_profit':'0.3','stop_loss':'0.2','grid'")
                .doesNotContain("emergency", "time_stop", "dte");
    }

    @Test
    @Tag("PM4")
    void keepsWhatItCouldNotCloseAndTriesAgainLater() {
        hold(PLAN, "2.00");
        minutes(89, "2.00", "2.10");
        scene.broker.timeline().advanceTo(scene.broker.timeline().instant().plusSeconds(60));
        quote("2.00", "2.10");
        scene.broker.rejectNext(201, "no");
        scene.settle();

        assertThat(scene.alerts()).containsExactly("close_rejected");
        assertThat(scene.engine.snapshot(EngineScene.START).positions()).hasSize(1);
        scene.advance(Duration.ofSeconds(4));
        assertThat(scene.count(OrderRole.CLOSE)).isEqualTo(1);
        scene.advance(Duration.ofSeconds(6));
        assertThat(scene.count(OrderRole.CLOSE)).isEqualTo(2);
    }

    @Test
    void doesNotSellWhatTheStopSoldMeanwhile() {
        StubBroker broker = scene.broker;
        hold(PLAN, "2.00");
        minutes(89, "2.00", "2.10");
        broker.fill(scene.last(OrderRole.STOP_LOSS).id(), Quantity.of(10), Price.of("1.50"));

        minutes(2, "1.20", "1.30");

        assertThat(scene.count(OrderRole.CLOSE)).isZero();
        assertThat(scene.bodies("exit")).singleElement().asString().contains("'reason':'stop_loss'");
    }
}
