package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderEvent;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.SelectionFunnel;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.execution.journal.JsonObject;
import dev.ibkrbot.execution.journal.MemoryJournal;
import dev.ibkrbot.execution.order.ExitSettings;
import dev.ibkrbot.execution.order.RestoredState;
import dev.ibkrbot.execution.schedule.CycleSchedule;
import dev.ibkrbot.stub.history.BarMarket;
import dev.ibkrbot.stub.sim.FillModel;
import dev.ibkrbot.stub.sim.SimulatedBroker;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Two shares bought once on the simulated exchange, at a broker that may refuse orders. */
final class BoughtOnce {
    private static final MarketCalendar NYSE = MarketCalendar.nyse();
    private static final Symbol SPY = new Symbol("SPY");

    private BoughtOnce() {}

    /** Bought at 2.50 for a target of 3.00 and a stop of 2.00; then a minute at each of these prices. */
    static List<String> soldOn(ExitSettings exits, Predicate<Order> refuses, String... lasts) {
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
        ListedBroker refusing = new ListedBroker(broker);
        refusing.refuses = refuses;
        refusing.refused = order -> inbox.post(new EngineEvent.OrderReported(new OrderEvent.Rejected(
                order.id(), order.ref(), 201, "no", broker.timeline().instant())));
        EnginePorts ports = new EnginePorts(
                symbol -> CompletableFuture.completedFuture(buy(broker)),
                (proposal, book) -> EngineScene.approve(proposal, 2),
                refusing,
                journal,
                NYSE,
                broker.timeline(),
                inbox,
                report -> {});
        TradingEngine engine = new TradingEngine(settings(exits), ports, RestoredState.none());
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
                        RefusingScene.FIFTH,
                        quote,
                        PriceGrid.CENT,
                        now),
                SelectionFunnel.EMPTY);
    }

    private static EngineSettings settings(ExitSettings exits) {
        EngineSettings defaults = EngineSettings.defaults(TradingMode.PAPER, List.of(SPY), CycleRecording.COUNTED);
        return new EngineSettings(
                defaults.mode(),
                defaults.symbols(),
                defaults.lastEntryBeforeClose(),
                defaults.flattenBeforeClose(),
                defaults.forceCloseDte(),
                defaults.cooldown(),
                defaults.auditInterval(),
                exits,
                defaults.recording(),
                defaults.firstOrderId());
    }
}
