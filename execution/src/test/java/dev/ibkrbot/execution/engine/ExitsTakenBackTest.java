package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.SelectionFunnel;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.execution.order.ExitSettings.CloseStyle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the bot becomes the owner of exits that the broker refused, and what else ends the position. */
class ExitsTakenBackTest {
    private static final String WATCH = "exits_watched";

    private RefusingScene held = new RefusingScene(CloseStyle.LIMIT);

    /** Ten calls bought at 2.50, watched since. */
    private void hold() {
        held.scene.start().enter();
        assertThat(held.scene.alerts()).containsExactly(WATCH);
    }

    @Test
    @Tag("O24")
    void takesBothExitsBackAndSaysThatItWatches() {
        hold();

        assertThat(held.liveAtBroker()).isEmpty();
        assertThat(held.placed()).isEmpty();
        assertThat(held.scene.bodies("exit_watch"))
                .containsExactly("{'trade':'scalp/SPY/2026-11-18T15:30:00Z/BUY',"
                        + "'instrument':'SPY 20261120 C 100.00','target':'3.00','stop':'2.00'}");
        assertThat(held.scene.bodies("alert"))
                .singleElement()
                .asString()
                .contains("'CRITICAL'", "target 3.00", "stop 2.00", "while the bot is down, nothing protects");
    }

    @Test
    @Tag("O24")
    void takesTheStopBackWhenTheTargetIsRefused() {
        held.refusing.refuses = order -> order.role() == OrderRole.TAKE_PROFIT;

        hold();

        assertThat(held.liveAtBroker()).isEmpty();
        assertThat(held.scene.bodies("exit_watch")).hasSize(1);
    }

    @Test
    @Tag("O24")
    void closesAsBeforeWhenAStopIsNotAnswered() {
        held.refusing.refuses = order -> false;
        held.scene.start();
        held.scene.broker.stayReadyButSilent();
        held.scene.enter();

        held.scene.advance(Duration.ofSeconds(5));
        held.scene.advance(Duration.ofSeconds(5));

        assertThat(held.scene.bodies("exit_watch")).isEmpty();
        assertThat(held.scene.bodies("exit_wanted")).singleElement().asString().contains("'unprotected'");
    }

    @Test
    void cancelsTheTargetAndKnowsItGoneBeforeTheStopGoes() {
        hold();
        held.poll("3.00");
        held.scene.fill(OrderRole.TAKE_PROFIT, 4, "3.00");
        held.refusing.forgetsCancels = true;

        held.poll("2.00");
        assertThat(held.refusing.forgotten)
                .containsExactly(held.scene.last(OrderRole.TAKE_PROFIT).id());
        assertThat(held.scene.count(OrderRole.CLOSE)).isZero();
        held.scene.cancelAtBroker(held.scene.last(OrderRole.TAKE_PROFIT).id());

        assertThat(held.placed()).containsExactly("TAKE_PROFIT SELL 10 LMT 3.00", "CLOSE SELL 6 LMT 2.00");
        assertThat(held.reasonAfterFill(OrderRole.CLOSE, 6, "2.00")).containsExactly("stop_loss");
    }

    @Test
    void sendsNothingWhileAnExitThatItTookBackMayLive() {
        held.refusing.forgetsCancels = true;
        held.scene.start().enter();

        held.poll("3.00");
        assertThat(held.placed()).isEmpty();
        held.scene.cancelAtBroker(held.scene.last(OrderRole.TAKE_PROFIT).id());
        held.poll("3.00");

        assertThat(held.placed()).containsExactly("TAKE_PROFIT SELL 10 LMT 3.00");
    }

    @Test
    void sellsNothingTwiceWhenTheTargetItTookBackHasFilled() {
        held.refusing.forgetsCancels = true;
        held.scene.start().enter();

        assertThat(held.reasonAfterFill(OrderRole.TAKE_PROFIT, 10, "3.00")).containsExactly("take_profit");
        held.poll("1.80");

        assertThat(held.placed()).isEmpty();
        assertThat(held.scene
                        .broker
                        .accounts()
                        .positions()
                        .toCompletableFuture()
                        .join())
                .isEmpty();
    }

    @Test
    void buysNoMoreOfWhatItCannotProtectAndWatchesAtWhatWasPaid() {
        held.scene.start().proposes("2.50");
        held.scene.cycle();
        held.scene.fill(OrderRole.ENTRY, 4, "2.40");
        held.scene.advance(Duration.ofSeconds(5));
        held.scene.advance(Duration.ofSeconds(5));

        assertThat(held.liveAtBroker()).isEmpty();
        // 2.40 and 20 % is 2.88, 2.40 less 20 % is 1.92.
        assertThat(held.scene.bodies("exit_watch")).last().asString().contains("'target':'2.88','stop':'1.92'");
        held.poll("1.92");
        assertThat(held.placed()).containsExactly("CLOSE SELL 4 LMT 1.92");
    }

    @Test
    void isClosedByTimeExpirationAndTheEndOfTheDayLikeAnyOther() {
        ExitPlan own = new ExitPlan(
                RefusingScene.FIFTH.takeProfit(),
                RefusingScene.FIFTH.stopLoss(),
                Optional.empty(),
                Optional.of(Duration.ofMinutes(90)),
                OptionalInt.empty());
        held.scene.exits = own;
        hold();
        held.poll("3.00");
        held.scene.broker.timeline().advanceTo(EngineScene.START.plus(Duration.ofMinutes(90)));
        held.poll("2.50");

        assertThat(held.placed()).containsExactly("TAKE_PROFIT SELL 10 LMT 3.00", "CLOSE SELL 10 LMT 2.50");
        assertThat(held.reasonAfterFill(OrderRole.CLOSE, 10, "2.50")).containsExactly("time_stop");

        held = new RefusingScene(CloseStyle.LIMIT);
        hold();
        held.scene.advanceTo(Instant.parse("2026-11-18T20:55:00Z"));
        assertThat(held.reasonAfterFill(OrderRole.CLOSE, 10, "2.45")).containsExactly("end_of_day");
    }

    @Test
    @Tag("PM3")
    void isAnEmergencyWhereNoStopWasPlanned() {
        held.scene.exits = new ExitPlan(
                RefusingScene.FIFTH.takeProfit(),
                Optional.empty(),
                Optional.of(Percent.of("40")),
                Optional.empty(),
                OptionalInt.empty());
        held.refusing.refuses = order -> order.role() == OrderRole.TAKE_PROFIT;
        hold();

        held.poll("1.51");
        assertThat(held.scene.count(OrderRole.CLOSE)).isZero();
        held.poll("1.50");

        assertThat(held.scene.count(OrderRole.CLOSE)).isEqualTo(1);
        assertThat(held.reasonAfterFill(OrderRole.CLOSE, 10, "1.50")).containsExactly("emergency_stop");
    }

    /** A call spread sold for 2.50: bought back whole, at 2.00 for a gain or at 3.00 for a loss. */
    @ParameterizedTest
    @CsvSource({"2.01 2.00, TAKE_PROFIT BUY 2 LMT 2.00", "2.99 3.00, CLOSE BUY 2 LMT 3.00"})
    @Tag("OC3")
    void watchesACombinationAsOne(String asks, String order) {
        OptionContract higher =
                OptionContract.equity(EngineScene.SPY, EngineScene.CALL.expiration(), Price.of("101"), Right.CALL);
        Combo spread = new Combo(
                EngineScene.SPY, Currency.USD, List.of(new Combo.Leg(EngineScene.CALL, 1), new Combo.Leg(higher, -1)));
        TradeProposal call = held.scene.proposal("2.50").proposal();
        TradeProposal sold = new TradeProposal(
                call.signalId(),
                call.strategy(),
                call.symbol(),
                spread,
                Side.SELL,
                call.limit(),
                call.exits(),
                quote(spread, "2.50"),
                call.grid(),
                call.decidedAt());
        held.scene.gate = (proposal, book) -> EngineScene.approve(proposal, 2);
        held.scene.planner = symbol -> CompletableFuture.completedFuture(
                new Plan.Proposed(held.scene.proposal("2.50").signal(), sold, SelectionFunnel.EMPTY));
        held.scene.start();
        held.scene.cycle();
        held.scene.fill(OrderRole.ENTRY, 2, "2.50");

        for (String ask : asks.split(" ")) {
            assertThat(held.placed()).isEmpty();
            held.scene.broker.timeline().advanceTo(held.now().plusSeconds(5));
            held.scene.broker.quote(quote(spread, ask));
            held.scene.settle();
        }

        assertThat(held.placed()).containsExactly(order);
    }

    private Quote quote(Combo spread, String price) {
        Optional<Price> all = Optional.of(Price.of(price));
        return new Quote(spread, all, all, all, OptionalLong.empty(), held.now(), DataQuality.LIVE);
    }
}
