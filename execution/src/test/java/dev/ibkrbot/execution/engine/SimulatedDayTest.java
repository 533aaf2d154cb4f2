package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.Quote;
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
import dev.ibkrbot.broker.value.RoundingDirection;
import dev.ibkrbot.execution.journal.MemoryJournal;
import dev.ibkrbot.execution.order.ClosedTrade;
import dev.ibkrbot.execution.order.RestoredState;
import dev.ibkrbot.execution.schedule.CycleSchedule;
import dev.ibkrbot.stub.history.BarMarket;
import dev.ibkrbot.stub.history.SyntheticMarket;
import dev.ibkrbot.stub.sim.FillModel;
import dev.ibkrbot.stub.sim.SimulatedBroker;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The engine on a generated market with a planner that always wants to buy the stock at the ask. */
class SimulatedDayTest {
    private static final Symbol SPY = new Symbol("SPY");
    private static final MarketCalendar NYSE = MarketCalendar.nyse();

    private final List<EngineReport> reports = new ArrayList<>();
    private final MemoryJournal journal = MemoryJournal.keepingRecords();
    private SimulatedBroker broker;
    private TradingEngine engine;

    private void runDay(FillModel fills) {
        BarMarket market = SyntheticMarket.day(NYSE, 7, List.of(SPY), LocalDate.of(2026, 11, 18));
        broker = SimulatedBroker.on(market).fills(fills).build();
        SteppedInbox inbox = new SteppedInbox();
        EnginePorts ports = new EnginePorts(
                symbol -> CompletableFuture.completedFuture(plan()),
                (proposal, book) -> EngineScene.approve(proposal, 100),
                broker,
                journal,
                NYSE,
                broker.timeline(),
                inbox,
                reports::add);
        EngineSettings settings = EngineSettings.defaults(TradingMode.PAPER, List.of(SPY), CycleRecording.COUNTED);
        engine = new TradingEngine(settings, ports, RestoredState.none());
        broker.connect(engine.brokerListener());
        new SteppedLoop(engine, inbox, broker.timeline(), new CycleSchedule(NYSE, Duration.ofSeconds(60)), List.of(SPY))
                .run("end of data");
    }

    private Plan plan() {
        Instant now = broker.timeline().instant();
        Instrument stock = Stock.of("SPY");
        Quote quote = broker.quotes().quote(stock).toCompletableFuture().join();
        Signal signal = new Signal("eager", SignalAction.BUY, Percent.HUNDRED, "always", now);
        return new Plan.Proposed(
                signal,
                new TradeProposal(
                        SignalId.of(SPY, signal),
                        "eager",
                        SPY,
                        stock,
                        Side.BUY,
                        PriceGrid.CENT.round(quote.ask().orElseThrow(), RoundingDirection.DOWN),
                        new ExitPlan(Optional.of(Percent.of("0.3")), Optional.of(Percent.of("0.2"))),
                        quote,
                        PriceGrid.CENT,
                        now),
                SelectionFunnel.EMPTY);
    }

    private List<ClosedTrade> closed() {
        return reports.stream()
                .filter(EngineReport.TradeClosed.class::isInstance)
                .map(report -> ((EngineReport.TradeClosed) report).trade())
                .toList();
    }

    private void checkEnd() {
        assertThat(broker.accounts().positions().toCompletableFuture().join()).isEmpty();
        assertThat(broker.orders().openOrders().toCompletableFuture().join()).isEmpty();
        assertThat(reports).noneMatch(EngineReport.Alerted.class::isInstance);
        Money earned = closed().stream().map(ClosedTrade::net).reduce(Money.usd("100000"), Money::plus);
        assertThat(broker.account().netLiquidation()).isEqualTo(earned);
    }

    @Test
    void tradesAWholeDayAndEndsFlat() {
        runDay(FillModel.cross());

        assertThat(closed()).hasSizeGreaterThan(5);
        checkEnd();
    }

    @Test
    void accountsForEveryPartOfPartialFills() {
        runDay(FillModel.cross().limitedToShownSize());

        assertThat(closed()).hasSizeGreaterThan(5);
        checkEnd();
    }

    @Test
    void givesTheSameJournalTwice() {
        runDay(FillModel.mid());
        String hash = journal.head().hash();
        SimulatedDayTest again = new SimulatedDayTest();

        again.runDay(FillModel.mid());

        assertThat(again.journal.head().hash()).isEqualTo(hash);
    }
}
