package dev.ibkrbot.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Right;
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
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.broker.value.RoundingDirection;
import dev.ibkrbot.execution.journal.JsonObject;
import dev.ibkrbot.execution.journal.MemoryJournal;
import dev.ibkrbot.execution.order.ClosedTrade;
import dev.ibkrbot.execution.order.ExitReason;
import dev.ibkrbot.execution.order.ExitSettings;
import dev.ibkrbot.execution.order.JournalReplay;
import dev.ibkrbot.execution.order.RestoredState;
import dev.ibkrbot.execution.schedule.CycleSchedule;
import dev.ibkrbot.stub.history.SyntheticMarket;
import dev.ibkrbot.stub.sim.FillModel;
import dev.ibkrbot.stub.sim.SimulatedBroker;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three weeks of options that are bought and held to their end: what the account is worth follows from the journal. */
@Tag("T10")
class HeldToExpirationTest {
    private static final Symbol SPY = new Symbol("SPY");
    private static final MarketCalendar NYSE = MarketCalendar.nyse();

    private final List<ClosedTrade> closed = new ArrayList<>();
    private final MemoryJournal journal = MemoryJournal.keepingRecords();
    private SimulatedBroker broker;
    private Right right = Right.CALL;

    private void runThreeWeeks(long seed) {
        broker = SimulatedBroker.on(SyntheticMarket.between(
                        NYSE, seed, List.of(SPY), LocalDate.of(2026, 11, 16), LocalDate.of(2026, 12, 4)))
                .fills(FillModel.mid())
                .build();
        SteppedInbox inbox = new SteppedInbox();
        EnginePorts ports = new EnginePorts(
                symbol -> CompletableFuture.completedFuture(plan()),
                (proposal, book) -> EngineScene.approve(proposal, 3),
                broker,
                journal,
                NYSE,
                broker.timeline(),
                inbox,
                report -> {
                    if (report instanceof EngineReport.TradeClosed it) {
                        closed.add(it.trade());
                    }
                });
        EngineSettings settings = new EngineSettings(
                TradingMode.PAPER,
                List.of(SPY),
                Duration.ofMinutes(15),
                Optional.empty(),
                OptionalInt.empty(),
                Duration.ofHours(2),
                Optional.empty(),
                ExitSettings.DEFAULT,
                CycleRecording.COUNTED,
                1);
        TradingEngine engine = new TradingEngine(settings, ports, RestoredState.none());
        broker.connect(engine.brokerListener());
        new SteppedLoop(engine, inbox, broker.timeline(), new CycleSchedule(NYSE, Duration.ofMinutes(30)), List.of(SPY))
                .run("end of data");
    }

    /** The option at the money that expires next: a call and a put in turns. */
    private Plan plan() {
        Instant now = broker.timeline().instant();
        right = right == Right.CALL ? Right.PUT : Right.CALL;
        LocalDate expiration =
                broker.quotes().expirations(SPY).toCompletableFuture().join().first();
        OptionContract contract = OptionContract.equity(SPY, expiration, strike(expiration), right);
        Quote quote = broker.quotes().quote(contract).toCompletableFuture().join();
        Signal signal = new Signal("holder", SignalAction.BUY, Percent.HUNDRED, "always", now);
        return new Plan.Proposed(
                signal,
                new TradeProposal(
                        SignalId.of(SPY, signal),
                        "holder",
                        SPY,
                        contract,
                        Side.BUY,
                        PriceGrid.PENNY_CLASS.round(
                                quote.ask().orElseThrow().plus(Price.of("0.05")), RoundingDirection.DOWN),
                        new ExitPlan(Optional.empty(), Optional.empty()),
                        quote,
                        PriceGrid.PENNY_CLASS,
                        now),
                SelectionFunnel.EMPTY);
    }

    private Price strike(LocalDate expiration) {
        Price spot = broker.quotes()
                .quote(Stock.of("SPY"))
                .toCompletableFuture()
                .join()
                .last()
                .orElseThrow();
        return broker.quotes().optionChain(SPY, expiration).toCompletableFuture().join().of(right).stream()
                .map(OptionContract::strike)
                .filter(it -> !it.isBelow(spot))
                .findFirst()
                .orElseThrow();
    }

    /** What the shares that came are worth now, of which the journal says how many. */
    private Money shares(Price each) {
        List<Quantity> came = new ArrayList<>(List.of(Quantity.ZERO));
        journal.read(1, entry -> {
            if (entry.record().type().name().equals("settlement")) {
                came.add(Quantity.of(entry.record().parsedBody().requiredText("shares")));
            }
        });
        return each.times(1, came.stream().reduce(Quantity::plus).orElseThrow(), Currency.USD);
    }

    /** What was paid and received for shares at their strikes. */
    private Money delivered() {
        List<Money> paid = new ArrayList<>(List.of(Money.usd("0")));
        journal.read(1, entry -> {
            if (entry.record().type().name().equals("settlement")) {
                paid.add(Money.usd(entry.record().parsedBody().requiredText("cash")));
            }
        });
        return paid.stream().reduce(Money::plus).orElseThrow();
    }

    private Price spot() {
        return broker.quotes()
                .quote(Stock.of("SPY"))
                .toCompletableFuture()
                .join()
                .mid()
                .orElseThrow();
    }

    /** Fills, commissions and settlements of the journal, added up by somebody who knows nothing else. */
    private Money recomputed() {
        List<Money> flows = new ArrayList<>(List.of(Money.usd("100000"), shares(spot())));
        journal.read(1, entry -> {
            JsonObject body = entry.record().parsedBody();
            switch (entry.record().type().name()) {
                case "fill" -> {
                    Money value = Price.of(body.requiredText("price"))
                            .times(100, Quantity.of(body.requiredText("quantity")), Currency.USD);
                    flows.add(body.requiredText("side").equals("BUY") ? value.negated() : value);
                }
                case "commission" ->
                    flows.add(Money.usd(body.requiredText("amount")).negated());
                case "settlement" -> flows.add(Money.usd(body.requiredText("cash")));
                default -> {
                    // Nothing else moves cash.
                }
            }
        });
        return flows.stream().reduce(Money::plus).orElseThrow();
    }

    @Test
    void accountsToTheCentForOptionsThatEndByTheirTerms() {
        Set<ExitReason> seen = EnumSet.noneOf(ExitReason.class);
        for (long seed = 1; seed <= 4; seed++) {
            HeldToExpirationTest run = new HeldToExpirationTest();
            run.runThreeWeeks(seed);

            assertThat(run.closed).as("seed " + seed).hasSizeGreaterThan(1);
            run.closed.forEach(trade -> seen.add(trade.reason()));
            assertThat(run.broker.accounts().positions().toCompletableFuture().join())
                    .as("seed " + seed)
                    .allMatch(it -> it.instrument().equals(Stock.of("SPY")));
            Money earned = run.closed.stream()
                    .map(ClosedTrade::net)
                    .reduce(Money.usd("100000"), Money::plus)
                    .plus(run.shares(run.spot()))
                    .plus(run.delivered());
            assertThat(run.broker.account().netLiquidation())
                    .as("seed " + seed)
                    .isEqualTo(earned)
                    .isEqualTo(run.recomputed());
            assertThat(JournalReplay.fold(run.journal).trades()).isEmpty();
        }
        assertThat(seen).containsExactlyInAnyOrder(ExitReason.EXPIRED, ExitReason.EXERCISED);
    }
}
