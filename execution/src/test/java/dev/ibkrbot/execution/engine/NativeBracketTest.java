package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.account.OptionSettlement;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.SelectionFunnel;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.order.ExitSettings;
import dev.ibkrbot.stub.StubBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an emulated bracket would have to do, done by the native one: target and stop rest with the exchange. */
class NativeBracketTest {
    private static final ExitPlan FIFTH = new ExitPlan(Optional.of(Percent.of("20")), Optional.of(Percent.of("20")));

    private static final PriceGrid FINE = PriceGrid.of("0", "0.001");

    private final EngineScene scene =
            new EngineScene(StubBroker.builder().optionGrid(FINE).build());

    @Test
    @Tag("OC1")
    void sellsOnceAtTheTarget() {
        assertThat(BoughtOnce.soldOn(ExitSettings.DEFAULT, order -> false, "2.45", "2.48", "3.00"))
                .containsExactly("TAKE_PROFIT 2 at 3.00");
    }

    @Test
    @Tag("OC2")
    void sellsAtTheMarketOnceTheStopIsReached() {
        assertThat(BoughtOnce.soldOn(ExitSettings.DEFAULT, order -> false, "1.95", "1.80"))
                .containsExactly("STOP_LOSS 2 at 1.95");
    }

    @Test
    void sellsNothingBetweenThem() {
        assertThat(BoughtOnce.soldOn(ExitSettings.DEFAULT, order -> false, "2.45", "2.01", "2.99"))
                .isEmpty();
    }

    @Test
    @Tag("OC3")
    void buysBackWhatWasSoldWithTheTargetBelowAndTheStopAbove() {
        Plan.Proposed plan = scene.proposal("2.50");
        TradeProposal bought = plan.proposal();
        TradeProposal sold = new TradeProposal(
                bought.signalId(),
                bought.strategy(),
                bought.symbol(),
                bought.instrument(),
                Side.SELL,
                bought.limit(),
                FIFTH,
                bought.quote(),
                bought.grid(),
                bought.decidedAt());
        scene.gate = (proposal, book) -> EngineScene.approve(proposal, 2);
        scene.planner = symbol ->
                CompletableFuture.completedFuture(new Plan.Proposed(plan.signal(), sold, SelectionFunnel.EMPTY));
        scene.start();
        scene.cycle();

        assertThat(scene.orders())
                .extracting(order -> order.role() + " " + order.side() + " " + order.quantity() + " " + order.terms())
                .containsExactly("ENTRY SELL 2 LMT 2.50", "TAKE_PROFIT BUY 2 LMT 2.00", "STOP_LOSS BUY 2 STP 3.00");
    }

    @ParameterizedTest
    @CsvSource({"4.00, 25, 3.00", "4.00, 15, 3.40", "0.10, 25, 0.075", "1.50, 25, 1.125"})
    @Tag("ST")
    @Tag("PM1")
    void stopsAtItsPartOfWhatWasPaid(String entry, String loss, String stop) {
        bracket(entry, "15", loss);
        assertThat(scene.last(OrderRole.STOP_LOSS).terms().triggerPrice()).contains(Price.of(stop));
    }

    @Test
    @Tag("PM1")
    void takesFifteenPercent() {
        bracket("1.50", "15", "25");
        assertThat(scene.last(OrderRole.TAKE_PROFIT).terms().limitPrice()).contains(Price.of("1.725"));
    }

    /** Enters one at this price, on a grid of tenths of a cent. */
    private void bracket(String entry, String gain, String loss) {
        scene.exits = new ExitPlan(Optional.of(Percent.of(gain)), Optional.of(Percent.of(loss)));
        scene.grid = FINE;
        scene.gate = (proposal, book) -> EngineScene.approve(proposal, 1);
        scene.start().proposes(entry);
        scene.cycle();
        scene.fill(OrderRole.ENTRY, 1, entry);
    }

    @Test
    @Tag("ST")
    void losesWhatAGapBeyondTheStopTakes() {
        bracket("4.00", "15", "25");

        scene.fill(OrderRole.STOP_LOSS, 1, "1.50");
        scene.advance(Duration.ofSeconds(2));
        scene.advance(Duration.ofSeconds(5));

        assertThat(profits()).containsExactly(Money.usd("-250"));
    }

    @Test
    @Tag("ST")
    void losesAllThatWasPaidWhenItGapsToNothing() {
        bracket("4.00", "15", "25");
        Instant close = Instant.parse("2026-11-20T21:00:00Z");
        scene.broker.timeline().advanceTo(close);
        scene.engine
                .brokerListener()
                .onSettlement(new OptionSettlement(
                        new ExecutionId("s1"),
                        OptionSettlement.Kind.EXPIRED,
                        EngineScene.CALL,
                        Quantity.of(1),
                        Money.usd("0"),
                        Quantity.ZERO,
                        Price.of("100"),
                        close));
        scene.cancelAtBroker(scene.last(OrderRole.TAKE_PROFIT).id());
        scene.cancelAtBroker(scene.last(OrderRole.STOP_LOSS).id());
        scene.advance(Duration.ofSeconds(5));

        assertThat(profits()).containsExactly(Money.usd("-400"));
    }

    private List<Money> profits() {
        return scene.reports.stream()
                .filter(EngineReport.TradeClosed.class::isInstance)
                .map(report -> ((EngineReport.TradeClosed) report).trade().profit())
                .toList();
    }
}
