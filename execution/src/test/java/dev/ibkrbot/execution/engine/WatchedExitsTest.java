package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.SelectionFunnel;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.execution.order.ExitSettings.CloseStyle;
import dev.ibkrbot.stub.StubCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A broker takes no stops, and the bot itself is target and stop: rows OC1 to OC6. */
class WatchedExitsTest {
    private static final String WATCH = "exits_watched";
    private static final Duration NO_AGE = Duration.ZERO;

    private RefusingScene held = new RefusingScene(CloseStyle.LIMIT);

    /** Ten calls bought at 2.50, watched since. */
    private void hold() {
        held.scene.start().enter();
        assertThat(held.scene.alerts()).containsExactly(WATCH);
    }

    private void hold(CloseStyle style) {
        held = new RefusingScene(style);
        hold();
    }

    private static Optional<Price> price(String price) {
        return price.isEmpty() ? Optional.empty() : Optional.of(Price.of(price));
    }

    @Test
    @Tag("OC1")
    void sendsOneLimitAtTheTargetOnceItIsReached() {
        hold();

        held.poll("2.45");
        held.poll("2.48");
        assertThat(held.placed()).isEmpty();
        held.poll("3.00");
        held.poll("3.05");
        held.poll("2.50");

        assertThat(held.placed()).containsExactly("TAKE_PROFIT SELL 10 LMT 3.00");
        assertThat(held.reasonAfterFill(OrderRole.TAKE_PROFIT, 10, "3.00")).containsExactly("take_profit");
    }

    @ParameterizedTest
    @CsvSource({"MARKET, CLOSE SELL 10 MKT", "LIMIT, CLOSE SELL 10 LMT 1.95"})
    @Tag("OC2")
    void sellsAtTheStopAtTheFirstLookAsClosingOrdersAreStyled(CloseStyle style, String order) {
        hold(style);

        held.poll("1.95");
        held.poll("1.80");

        assertThat(held.placed()).containsExactly(order);
        assertThat(held.reasonAfterFill(OrderRole.CLOSE, 10, "1.80")).containsExactly("stop_loss");
    }

    @Test
    @Tag("OC2")
    void goesAfterTheMarketUntilTheStopIsFilled() {
        hold();
        held.poll("1.95");
        held.scene.fill(OrderRole.CLOSE, 4, "1.95");

        for (int i = 0; i < 6; i++) {
            held.poll("1.80");
        }

        assertThat(held.placed()).containsExactly("CLOSE SELL 10 LMT 1.95", "CLOSE SELL 6 LMT 1.80");
        assertThat(held.reasonAfterFill(OrderRole.CLOSE, 6, "1.80")).containsExactly("stop_loss");
    }

    @ParameterizedTest
    @CsvSource({
        "2.01 2.99 2.00, TAKE_PROFIT BUY 2 LMT 2.00, take_profit",
        "2.01 2.99 3.00, CLOSE BUY 2 LMT 3.00, stop_loss",
        "1.90, TAKE_PROFIT BUY 2 LMT 2.00, take_profit",
        "3.05, CLOSE BUY 2 LMT 3.05, stop_loss"
    })
    @Tag("OC3")
    void buysBackWhatWasWrittenBelowForAGainAndAboveForALoss(String asks, String order, String reason) {
        TradeProposal bought = held.scene.proposal("2.50").proposal();
        held.scene.gate = (proposal, book) -> EngineScene.approve(proposal, 2);
        held.scene.planner = symbol -> CompletableFuture.completedFuture(
                new Plan.Proposed(held.scene.proposal("2.50").signal(), written(bought), SelectionFunnel.EMPTY));
        held.scene.start();
        held.scene.cycle();
        held.scene.fill(OrderRole.ENTRY, 2, "2.50");

        for (String ask : asks.split(" ")) {
            assertThat(held.placed()).isEmpty();
            held.poll(price("1.50"), price(ask), NO_AGE, DataQuality.LIVE);
        }

        assertThat(held.placed()).containsExactly(order);
        OrderRole role = OrderRole.valueOf(order.split(" ")[0]);
        assertThat(held.reasonAfterFill(role, 2, asks.substring(asks.length() - 4)))
                .containsExactly(reason);
    }

    private static TradeProposal written(TradeProposal bought) {
        return new TradeProposal(
                bought.signalId(),
                bought.strategy(),
                bought.symbol(),
                bought.instrument(),
                Side.SELL,
                bought.limit(),
                RefusingScene.FIFTH,
                bought.quote(),
                bought.grid(),
                bought.decidedAt());
    }

    @Test
    @Tag("OC1")
    @Tag("OC2")
    @Tag("OC4")
    void leavesAtItsLevelsOnTheSimulatedExchange() {
        assertThat(soldOn("2.45", "2.48", "3.00", "3.05", "3.05")).containsExactly("TAKE_PROFIT 2 at 3.05");
        assertThat(soldOn("1.95", "1.80", "1.80")).containsExactly("CLOSE 2 at 1.80");
        assertThat(soldOn("2.45", "2.02", "2.98", "2.50")).isEmpty();
    }

    private static List<String> soldOn(String... lasts) {
        return BoughtOnce.soldOn(
                RefusingScene.watching(CloseStyle.MARKET), order -> order.terms() instanceof OrderTerms.Stop, lasts);
    }

    @Test
    @Tag("OC4")
    void sendsNothingBetweenItsLevelsNorWhenItIsInterrupted() {
        hold();

        held.poll("2.01");
        held.poll("2.99");
        held.scene.handle(new EngineEvent.StopRequested("interrupted"));
        held.poll("3.00");
        held.poll("2.00");

        assertThat(held.placed()).isEmpty();
        assertThat(held.scene.bodies("run_end")).hasSize(1);
    }

    @Test
    @Tag("OC4")
    void warnsOnceASessionOfAWatchOfMoreThanEightHoursAndGoesOn() {
        held.overNight();
        hold();
        held.poll("2.50");
        held.scene.broker.timeline().advanceTo(Instant.parse("2026-11-19T14:29:00Z"));
        held.poll("2.50");
        assertThat(held.scene.alerts()).containsExactly(WATCH);

        held.scene.broker.timeline().advanceTo(Instant.parse("2026-11-19T14:30:00Z"));
        held.poll("2.50");
        held.poll("2.50");
        assertThat(held.scene.alerts()).containsExactly(WATCH, "exits_watched_long");
        held.poll("3.00");

        assertThat(held.placed()).containsExactly("TAKE_PROFIT SELL 10 LMT 3.00");
    }

    @Test
    @Tag("OC5")
    void takesNoPriceThatTellsNothing() {
        hold();

        held.poll(price(""), price("0.01"), NO_AGE, DataQuality.LIVE);
        held.poll(price("3.50"), price(""), NO_AGE, DataQuality.LIVE);
        held.poll(price("3.50"), price("1.00"), NO_AGE, DataQuality.LIVE);
        held.poll(price("1.00"), price("1.00"), Duration.ofSeconds(61), DataQuality.LIVE);
        held.poll(price("3.50"), price("3.50"), NO_AGE, DataQuality.DELAYED);
        held.scene.broker.fail(StubCall.QUOTE, 1, Recovery.RETRY_LATER);
        held.poll("1.00");

        assertThat(held.placed()).isEmpty();
        assertThat(held.scene.alerts()).containsExactly(WATCH, "exit_price_unknown");
        assertThat(held.scene.bodies("alert").get(1)).contains("'CRITICAL'");
        held.poll("1.00");
        assertThat(held.placed()).containsExactly("CLOSE SELL 10 LMT 1.00");
    }

    /** The last price may be of this morning. */
    @Test
    @Tag("OC5")
    void looksAtWhatCouldBeHadAndNotAtTheLastTrade() {
        hold();

        held.poll(price("2.40"), price("3.10"), NO_AGE, DataQuality.LIVE);
        held.poll(price("2.01"), price("2.01"), NO_AGE, DataQuality.LIVE);

        assertThat(held.placed()).isEmpty();
    }

    @Test
    @Tag("OC6")
    void sendsNothingInADryRun() {
        held.scene.with(it -> new EngineSettings(
                TradingMode.DRY_RUN,
                it.symbols(),
                it.lastEntryBeforeClose(),
                it.flattenBeforeClose(),
                it.forceCloseDte(),
                it.cooldown(),
                it.auditInterval(),
                it.exits(),
                it.recording(),
                1));
        held.scene.start().proposes("2.50");
        held.scene.cycle();

        held.poll("3.00");
        held.poll("1.80");

        assertThat(held.scene.bodies("dry_run")).hasSize(1);
        assertThat(held.scene.broker.submitted()).isEmpty();
        assertThat(held.scene.broker.cancelRequests()).isEmpty();
    }

    @Test
    @Tag("PM4")
    void keepsWhatTheBrokerRefusedToCloseAndTriesAgain() {
        hold();
        held.scene.broker.rejectNext(201, "no");

        held.poll("1.95");
        assertThat(held.scene.alerts()).containsExactly(WATCH, "close_rejected");
        assertThat(held.scene.engine.snapshot(held.now()).positions()).hasSize(1);
        held.poll("2.30");

        assertThat(held.placed()).containsExactly("CLOSE SELL 10 LMT 1.95", "CLOSE SELL 10 LMT 2.30");
        assertThat(held.reasonAfterFill(OrderRole.CLOSE, 10, "2.30")).containsExactly("stop_loss");
    }

    @Test
    @Tag("PM4")
    void triesTheTargetEverLaterWhileTheBrokerRefusesItAndStopsAtOnce() {
        held.refusing.refuses =
                order -> order.terms() instanceof OrderTerms.Stop || order.role() == OrderRole.TAKE_PROFIT;
        hold();

        for (int i = 0; i < 9; i++) {
            held.poll("3.00");
        }

        // At 0, 5, 15 and 35 s.
        assertThat(held.scene.bodies("order").stream()
                        .filter(body -> body.contains("TAKE_PROFIT") && body.contains("REJECTED")))
                .hasSize(1 + 4);
        assertThat(held.scene.alerts()).containsExactly(WATCH, "target_rejected");
        held.poll("2.00");
        assertThat(held.scene.last(OrderRole.CLOSE).terms()).isEqualTo(new OrderTerms.Limit(Price.of("2.00")));
    }
}
