package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.account.OptionSettlement;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.SelectionFunnel;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.journal.JsonObject;
import dev.ibkrbot.execution.journal.MemoryJournal;
import dev.ibkrbot.execution.order.RestoredState;
import dev.ibkrbot.execution.schedule.CycleSchedule;
import dev.ibkrbot.stub.StubBroker;
import dev.ibkrbot.stub.history.BarMarket;
import dev.ibkrbot.stub.sim.FillModel;
import dev.ibkrbot.stub.sim.SimulatedBroker;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an emulated bracket would have to do, done by the native one: target and stop rest with the exchange. */
class NativeBracketTest {
    private static final MarketCalendar NYSE = MarketCalendar.nyse();
    private static final Symbol SPY = new Symbol("SPY");
    private static final ExitPlan FIFTH = new ExitPlan(Optional.of(Percent.of("20")), Optional.of(Percent.of("20")));

    private static final PriceGrid FINE = PriceGrid.of("0", "0.001");

    private final EngineScene scene =
            new EngineScene(StubBroker.builder().optionGrid(FINE).build());

    /** Bought at 2.50 for a target of 3.00 and a stop of 2.00; then a minute at each of these prices. */
    private List<String> soldOn(String... lasts) {
        Instant open = NYSE.session(LocalDate.of(2026, 11, 18)).orElseThrow().open();
        BarSeries.Builder bars = BarSeries.builder(BarSize.ONE_MINUTE);
        List<String> path = new ArrayList<>(List.of("2.50", "2.50", "2.50", "2.50"));
        path.addAll(List.of(lasts));
        for (int i = 0; i < path.size(); i++) {
            long price = Price.of(path.get(i)).units();
            bars.add(open.getEpochSecond() + i * 60L, price, price, price, price, 1000);
        }
        SimulatedBroker broker = SimulatedBroker.on(
                        BarMarket.builder().bars(SPY, bars.build()).build())
                .fills(FillModel.mid())
                .build();
        MemoryJournal journal = MemoryJournal.keepingRecords();
        SteppedInbox inbox = new SteppedInbox();
        EnginePorts ports = new EnginePorts(
                symbol -> CompletableFuture.completedFuture(buy(broker)),
                (proposal, book) -> EngineScene.approve(proposal, 2),
                broker,
                journal,
                NYSE,
                broker.timeline(),
                inbox,
                report -> {});
        TradingEngine engine = new TradingEngine(
                EngineSettings.defaults(TradingMode.PAPER, List.of(SPY), CycleRecording.COUNTED),
                ports,
                RestoredState.none());
        broker.connect(engine.brokerListener());
        new SteppedLoop(engine, inbox, broker.timeline(), new CycleSchedule(NYSE, Duration.ofMinutes(2)), List.of(SPY))
                .run("end of data");
        List<String> sold = new ArrayList<>();
        journal.read(1, entry -> {
            JsonObject body = entry.record().parsedBody();
            if (entry.record().type().name().equals("fill")
                    && body.requiredText("side").equals("SELL")) {
                sold.add(body.requiredText("role") + " " + body.requiredText("quantity") + " at "
                        + body.requiredText("price"));
            }
        });
        return sold;
    }

    private static Plan buy(SimulatedBroker broker) {
        Instant now = broker.timeline().instant();
        Quote quote =
                broker.quotes().quote(Stock.of("SPY")).toCompletableFuture().join();
        Signal signal = new Signal("once", SignalAction.BUY, Percent.HUNDRED, "once", now);
        Price limit = Price.of("2.50");
        return new Plan.Proposed(
                signal,
                new TradeProposal(
                        SignalId.of(SPY, signal),
                        "once",
                        SPY,
                        Stock.of("SPY"),
                        Side.BUY,
                        limit,
                        FIFTH,
                        quote,
                        PriceGrid.CENT,
                        now),
                SelectionFunnel.EMPTY);
    }

    @Test
    @Tag("OC1")
    void sellsOnceAtTheTarget() {
        assertThat(soldOn("2.45", "2.48", "3.00")).containsExactly("TAKE_PROFIT 2 at 3.00");
    }

    @Test
    @Tag("OC2")
    void sellsAtTheMarketOnceTheStopIsReached() {
        assertThat(soldOn("1.95", "1.80")).containsExactly("STOP_LOSS 2 at 1.95");
    }

    @Test
    void sellsNothingBetweenThem() {
        assertThat(soldOn("2.45", "2.01", "2.99")).isEmpty();
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
